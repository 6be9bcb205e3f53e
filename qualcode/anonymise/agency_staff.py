"""The agency's own people: who led the talk and who took the notes; they took part, but are not counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_lists import data_lines, given_band
from qualcode.anonymise.name_shapes import NAME, is_full_name, may_be_name
from qualcode.anonymise.roster_tables import Line
from qualcode.anonymise.searching import held, lowered, places_of
from qualcode.domain.minutes import Participant
from qualcode.language.known_words import is_finite_verb, is_word

_SENTENCE_END = re.compile(r"[.!?](\s+)(?=\S)")
_LEAD = re.compile(
    r"(?:myndighet\w*|folkhälsomyndigheten\w*|socialstyrelsen\w*|från oss|vi (?:andra|två))(?:[^.:\n]{0,40}:| (?:deltog|deltar|var) )"
)
_LEAD_STEMS = ("myndighet", "socialstyrelsen", "från oss", "vi andra", "vi två")
_MAY_NAME = re.compile(rf"[{UPPER}][^{UPPER}]*[{UPPER}]|:\s*[{UPPER}]")
"""A sentence without two capitals, or one after a colon, names nobody."""
_FAR = 60
"""A cue further than this many characters from a name says nothing of it."""
_LEADING = re.compile(
    r"(?:(?:samtals|dialog|mötes)ledare|moderator|facilitator|intervjuare|frågeställare|antecknare"
    r"|sekreterare (?:för|vid) (?:mötet|samtalet)|interviewer|note[- ]?taker)n?(?!\w)",
    re.IGNORECASE,
)
"""Who led the talk or wrote it down; a body of the county after it makes it somebody's ordinary post."""
_POST = re.compile(r"(?:utredare|analytiker|handläggare|investigator|analyst)n?(?!\w)", re.IGNORECASE)
"""A post that others have as well: only a national body makes it the agency's."""
_NATIONAL = re.compile(
    r"\b(?:folkhälsomyndighet|fohm\b|socialstyrelse|public health agency|national board of health)", re.IGNORECASE
)
_FROM_NATIONAL = re.compile(
    r"(?:the )?(?:folkhälsomyndigheten|fohm|fhm|socialstyrelsen|public health agency(?: of sweden)?"
    r"|national board of health(?: and welfare)?)",
    re.IGNORECASE,
)
"""A national body and nothing beside it, as where somebody comes from."""


@cache
def _cues() -> re.Pattern[str]:
    """Give one pattern for all cues, in lower case; groups would keep it from telling its branches apart by their first letter."""
    return re.compile(r"\b(?:" + "|".join(line.split("\t")[0] for line in data_lines("agency_cues.tsv")) + ")")


@cache
def _stems() -> tuple[str, ...]:
    """Give what is quick to look for: one of these stands in every line with a cue or a lead."""
    rows = (line.split("\t")[2].split("|") for line in data_lines("agency_cues.tsv"))
    return tuple(dict.fromkeys((*(stem for stems in rows for stem in stems), *_LEAD_STEMS)))


@cache
def _roles() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = (line.split("\t") for line in data_lines("agency_cues.tsv"))
    return tuple((re.compile(row[0]), row[1]) for row in rows)


def _role_at(low: str, start: int) -> str:
    """Give the role of the first cue that stands at ``start``."""
    return next(role for pattern, role in _roles() if pattern.match(low, start))


def read_staff(text: str, lines: Sequence[Line], known: Sequence[Participant]) -> list[Participant]:
    """Give the agency's people whom lines of a text name with what they did ("Samtalet leddes av …"), those in ``known`` left out."""
    taken = {person.name for person in known}
    staff: dict[str, str] = {}
    for line, stems in _telling(held(text, _stems()), lines):
        if line.row or not _MAY_NAME.search(line.text):
            continue
        filled = set(staff.values()) - {""}
        here = [name for name in taken if name in line.text]
        for start, end in _sentences(line.text):
            if not any(start <= a and b <= end for a, b in stems) or not _MAY_NAME.search(line.text, start, end):
                continue
            sentence = line.text[start:end]
            if any(name in sentence for name in here):
                continue
            for name, role in _in_sentence(sentence):
                # Whoever is said later to have asked or written something did so as a participant.
                if name not in taken and name not in staff and role not in filled:
                    staff[name] = role
    return [Participant(name, role, agency=True) for name, role in staff.items()]


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    at = 0
    for end in _SENTENCE_END.finditer(line):
        yield at, end.start(1)
        at = end.end()
    yield at, len(line)


def _telling(stems: Sequence[str], lines: Sequence[Line]) -> list[tuple[Line, list[tuple[int, int]]]]:
    """Give the few lines that may hold a cue or a lead, with where: looking through all of them at once is quicker than through each."""
    if not stems:
        return []
    texts = [line.text for line in lines]
    begins = list(accumulate([len(text) + 1 for text in texts], initial=0))
    whole = lowered("\n".join(texts))
    told: dict[int, list[tuple[int, int]]] = {}
    for stem in stems:
        for at in places_of(whole, stem):
            n = bisect_right(begins, at) - 1
            told.setdefault(n, []).append((at - begins[n], at - begins[n] + len(stem)))
    return [(lines[n], told[n]) for n in sorted(told)]


def told_apart(person: Participant) -> Participant:
    """Give somebody of a list, marked as the agency's when role and organisation say so ("samtalsledare, Folkhälsomyndigheten")."""
    where = f"{person.role}, {person.organisation}"
    if _FROM_NATIONAL.fullmatch(person.organisation or person.role):
        # Whoever comes from there and nowhere else is no participant of the county's.
        return replace(person, agency=True)
    post = _LEADING.match(person.role)
    if post is not None and not where[post.end() :].strip(" ,"):
        return replace(person, agency=True)
    post = post or _POST.match(person.role)
    national = post is not None and _NATIONAL.search(where, post.end()) is not None
    return replace(person, agency=True) if national else person


def _in_sentence(sentence: str) -> list[tuple[str, str]]:
    # The names come first: telling that there is none is quicker than looking for every cue.
    names = [
        (match, full)
        for match in NAME.finditer(sentence)
        if (full := is_full_name(match.group())) or (_alone(sentence, match) and may_be_name(match.group()))
    ]
    if not names:
        return []
    low = lowered(sentence)
    cues = [(m.start(), m.end(), _role_at(low, m.start())) for m in _cues().finditer(low)]
    whole = _LEAD.search(low) is not None
    found = []
    for match, full in names:
        near = sorted((_distance(sentence, match, start, end), role) for start, end, role in cues)
        if near and near[0][0] <= _FAR:
            found.append((match.group(), near[0][1]))
        elif whole and full:
            found.append((match.group(), ""))
    return found


def _alone(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether a single name directly follows a colon, as in "Antecknare: Lo"."""
    if not sentence[: match.start()].rstrip().endswith(":"):
        return False
    low = match.group().lower()
    if is_finite_verb(low) and is_word(low) and not given_band(match.group()):
        # "IT: Skriver." names nobody either.
        return False
    # "Sammanfattning av moderatorn: Vilja finns" names nobody.
    after = re.match(r" ([a-zåäö]+)", sentence[match.end() :])
    return not (after and is_word(match.group().lower()) and is_finite_verb(after.group(1)))


def _distance(sentence: str, match: re.Match[str], start: int, end: int) -> int:
    """Give how far a cue is from a name; a comma or "och" between them counts as distance, an "av" or colon as nearness."""
    if end <= match.start():
        between = sentence[end : match.start()]
        near = between.strip() in {"av", ":", "var", "är", "heter", "som heter", "medan"} or between.strip().endswith(
            (" av", ":")
        )
        return len(between) + 15 * between.count(",") + 15 * between.count(" och ") - (10 if near else 0)
    between = sentence[match.end() : start]
    return len(between) + 15 * between.count(",") + 15 * between.count(" och ")
