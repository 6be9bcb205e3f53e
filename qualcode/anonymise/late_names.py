"""A name found late: every form of it in a text that was cleaned before anybody knew the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.contexts import stands_as_word
from qualcode.anonymise.found import Found, settle
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.listed_people import find_initials, find_listed, find_misspelt
from qualcode.anonymise.listed_small import find_small_letters
from qualcode.anonymise.name_lists import bare
from qualcode.anonymise.name_shapes import name_parts
from qualcode.anonymise.register import Known, Register
from qualcode.anonymise.replacements import NAME_MASK, Replacer
from qualcode.domain.finding import Hit, HitType
from qualcode.domain.minutes import Participant
from qualcode.domain.spans import Span
from qualcode.language.known_words import is_ordinary, is_word
from qualcode.language.places import place_names

RULE = "late"
_GAP = r"(?:[ \u00a0\t]+|[ \u00a0\t]*\n[ \u00a0\t]*)"
_ENDING = r"(?:['’:]?s|['’])?"
_SHORTEST_SMALL = 4
_UNLINKED = "late"
_TURNED = re.compile(r"([^,\n]+), ([^,\n]+)")


@dataclass(frozen=True, slots=True)
class LateName:
    """A name that must go, as given by a person. ``key`` is the register's of that person, when it is one."""

    text: str
    type: HitType = HitType.PERSON
    key: str = _UNLINKED

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of a person's name, without nickname and small words; the name as it is for other types."""
        return name_parts(self.text) if self.type is HitType.PERSON else (self.text,)


def late_name(words: str, kind: HitType, register: Register, case: str) -> LateName:
    """Make a name of the words that a person marked: linked to whom the register knows, or made known to it."""
    text = plain_name(words, kind)
    if kind is not HitType.PERSON:
        return LateName(text, kind)
    parts = {part.casefold() for part in name_parts(text)}
    same = [k for k in register.people(case) if parts and parts <= {p.casefold() for p in name_parts(k.name)}]
    if len(same) == 1:
        return LateName(text, kind, same[0].key)
    [known] = register.learn([Participant(text)], case)
    return LateName(text, kind, known.key)


def plain_name(words: str, kind: HitType = HitType.PERSON) -> str:
    """Give a name as it is called: one space between words, given name first, no genitive."""
    text = " ".join(words.split()).strip('.,;:!?()"”“„»«')
    if kind is HitType.PERSON and (turned := _TURNED.fullmatch(text)):
        text = f"{turned[2]} {turned[1]}"
    return _without_genitive(text)


def late_hits(
    text: str, name: LateName, register: Register, *, case: str = "", own: bool = False, sure: Span | None = None
) -> tuple[Hit, ...]:
    """Give every occurrence of a name in a text, with its replacement, in order and without overlaps.

    Genitives, capitals, hyphenated and turned forms count everywhere, the surname alone where it is no word or place;
    with ``own`` (the text speaks of this person) also given name, nickname, initials and misspellings. ``sure`` was marked by a person.
    """
    if not _may_hold(text, name, own=own) and sure is None:
        return ()
    reading = Reading(text)
    found = list(_written(reading, name, sure))
    if name.type is HitType.PERSON:
        found += _as_person(reading, name, own=own or bool(found))
    replacer = Replacer(reading, register, case)
    return tuple(
        Hit(one.start, one.end, name.type, text[one.start : one.end], _replacement(replacer, text, one), one.rule)
        for one in settle(found)
    )


def _replacement(replacer: Replacer, text: str, one: Found) -> str:
    # "deltagaren-gruppen" would be no word.
    bound = text[one.end : one.end + 1] in ("-", "‑") and text[one.end + 1 : one.end + 2].isalpha()
    return NAME_MASK if bound and one.type is HitType.PERSON else replacer.replacement(one)


def is_form_of(words: str, name: LateName) -> bool:
    """Tell whether words that were hidden before are wholly a form of the name: "Ragnhild", "Ståhlkvists", "RS"."""
    hits = late_hits(words, name, Register(), own=True, sure=None)
    if any(hit.start == 0 and hit.end == len(words) for hit in hits):
        return True
    known = _known(name)
    letters = words.replace(".", "").replace(" ", "").removesuffix(":s")
    return letters in known.initials or (len(letters) == 1 and letters in known.letters)


def tells_name(words: str, name: LateName) -> bool:
    """Tell whether contact details spell the name: "ragnhild.stahlkvist@example.se"."""
    low = _folded(words)
    parts = [_folded(part) for part in name.parts]
    return any(
        len(part) >= _SHORTEST_SMALL and re.search(rf"(?<![a-z]){re.escape(part)}(?![a-z])", low) for part in parts
    )


def is_given_alone(words: str, name: LateName) -> bool:
    """Tell whether words name the person by less than the surname: others may be called the same."""
    parts = name.parts
    last = parts[-1].casefold() if parts else ""
    return len(parts) > 1 and last not in words.casefold()


def everywhere(name: LateName) -> re.Pattern[str]:
    """Give the pattern of what names this person and hardly anybody else: the whole name and an uncommon surname."""
    forms = [_pattern(name.text)]
    parts = name.parts
    if len(parts) > 1:
        forms += [_pattern(f"{parts[0]} {parts[-1]}"), f"{re.escape(parts[-1])},{_GAP}{re.escape(parts[0])}"]
        if not _is_word(parts[-1]):
            forms.append(re.escape(parts[-1]))
    # An underscore parts names in paths and files; it is no letter.
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)}){_ENDING}(?![^\W_])", re.IGNORECASE)


def _may_hold(text: str, name: LateName, *, own: bool) -> bool:
    low = text.casefold()
    return own or any(part.casefold() in low for part in name.parts)


def _written(reading: Reading, name: LateName, sure: Span | None) -> Iterator[Found]:
    text = reading.text
    for match in everywhere(name).finditer(text):
        span = _with_hyphens(text, match.start(), match.end())
        marked = sure is not None and sure.overlaps(span)
        if marked or _stands(reading, match, name):
            yield Found(span.start, span.end, name.type, RULE, 87, _linked(name))
    if sure is not None:
        yield Found(sure.start, sure.end, name.type, RULE, 103, _linked(name))


def _stands(reading: Reading, match: re.Match[str], name: LateName) -> bool:
    """Tell whether the words are the name here: one that is a word as well needs its capital, and more at a beginning."""
    words = match.group()
    plain = _without_genitive(words)
    if " " in name.text and len(words.split()) > 1:
        return True
    word_too = _is_word(plain)
    if words[0].isupper():
        word = reading.at(match.start())
        if not word_too or word is None:
            return True
        return not (word.opening and stands_as_word(reading, word)) and not (word.shout and reading.loud(word))
    # "margareta" in a chat is she; "berg" is a mountain. What was marked in small letters may read as a compound ("brumvik").
    word_too = is_word(plain.casefold()) if name.text.islower() else word_too
    return not word_too and len(plain) >= _SHORTEST_SMALL


def _as_person(reading: Reading, name: LateName, *, own: bool) -> Iterator[Found]:
    known = _known(name, whole=not own)
    if own:
        known.declare(name.text, name.key, reading.text)
    for word in reading.words:
        listed = find_listed(reading, word, known)
        if listed:
            yield listed
        elif own:
            yield from (one for one in find_initials(reading, word, known) if one.person == name.key)
            yield from (one for one in find_misspelt(reading, word, known) if one.person == name.key)
    if own:
        yield from find_small_letters(reading, known)


def _known(name: LateName, *, whole: bool = False) -> KnownPeople:
    known = KnownPeople()
    known.add(name.text, name.key, whole=whole)
    return known


def _linked(name: LateName) -> str:
    return name.key if name.type is HitType.PERSON else ""


def _pattern(words: str) -> str:
    return _GAP.join(re.escape(part) for part in words.split())


def _with_hyphens(text: str, start: int, end: int) -> Span:
    """Take in the other half of a double name ("Berg-Ödlund"), but no ordinary second part ("Ödlund-gruppen")."""
    before = re.search(rf"(?<!\w)[{UPPER}]\w*[-‑]$", text[:start][-40:])
    after = re.match(rf"[-‑][{UPPER}][^\W\d_]*", text[end : end + 40])
    return Span(start - (len(before.group()) if before else 0), end + (len(after.group()) if after else 0))


def _without_genitive(words: str) -> str:
    """Give the name without its genitive, as far as the ending is one: "Ödlunds" is Ödlund's, "Mats" is Mats."""
    head, _, last = words.rpartition(" ")
    forms = bare(last)
    plain = forms[-1]
    if plain == last or not plain:
        return words
    told = len(forms) == 1 or _named(plain) > _named(last)
    return f"{head} {plain}".strip() if told else words


def _named(word: str) -> int:
    from qualcode.anonymise.name_lists import given_names, surnames

    title = word.title() if word.isupper() else word
    return max(given_names().get(title, 0), surnames().get(title, 0))


def _is_word(name: str) -> bool:
    low = name.casefold()
    return " " not in name and (is_word(low) or is_ordinary(low) or name.title() in place_names())


def _folded(words: str) -> str:
    import unicodedata

    low = unicodedata.normalize("NFD", words.casefold())
    return "".join(c for c in low if not unicodedata.combining(c))


def matching_people(words: str, register: Register) -> tuple[Known, ...]:
    """Give whom of the register a name may mean: those with the whole name, else those one of whose names it is."""
    wanted = {part.casefold() for part in name_parts(_without_genitive(" ".join(words.split())))}
    everyone = register.everyone()
    whole = tuple(k for k in everyone if wanted == {p.casefold() for p in name_parts(k.name)})
    return whole or tuple(k for k in everyone if wanted and wanted <= {p.casefold() for p in name_parts(k.name)})
