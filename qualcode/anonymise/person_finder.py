"""Persons: those the document names in its list, speaker labels, and names that the lists and the words around them show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import stands_as_name
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.group_finder import head_of
from qualcode.anonymise.known_people import KnownPeople, Surface
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.name_shapes import PARTICLES
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, is_english, is_finite_verb, is_ordinary, is_word
from qualcode.language.places import Place, PlaceKind, place_names

_GENITIVE = re.compile(r"(?:s|['’]s?|:s)(?!\w)", re.IGNORECASE)
_LABEL_END = re.compile(r"(?:\*\*|__)?(?: ?\([^)\n]{1,40}\))?(?:\*\*|__)? ?:")
_LABEL_BEGIN = re.compile(r"(?:^|\n)[ \t>*_•–-]*$")
_CUES = frozenset(
    "heter hette kallad kallas tack hej hejsan hälsa hälsade kollega kollegan kollegor chef chefen enligt enl ring fråga be bad mejla "
    "herr fru fröken doktor dr prof professor bror syster mamma pappa make maka man fru son dotter sambo vän mor far hos med av vännen "
    "person klienten patienten brukaren användaren".split()
)
_WEAK_CUES = frozenset("hos med av man son far mor be bad fråga".split())
_ACRONYMS = frozenset("UM BUP OBS PS NB TEL SKR RSS UK FK AF HSL LSS SOL SIP IOP NSPH YAM MHFA SAM TL ÖK AB HB EU IT HR VG PM BB AT ST SR TV KS PR MI DBT KBT BVC EKG FN UN USA OK NU VI DE SE HA SA ÄR EN ET OM AV TID FRÅGA SVAR KL ANM".split())
_STRONG = 1000
"""A given name with this many bearers is a name first, even where its lower-case form is some word."""


def find_people(reading: Reading, known: KnownPeople) -> Iterator[Found]:
    """Give every person named; what only a list knows needs a context that the word is a name."""
    for word in reading.words:
        listed = list(_known(reading, word, known))
        yield from listed
        yield from _initials(reading, word, known)
        if not any(one.strength >= 80 for one in listed):  # noqa: PLR2004
            yield from _full_name(reading, word)
        if not listed:
            yield from _misspelt(reading, word, known)
            yield from _single(reading, word)
    yield from _nicknamed(reading)


def _label(reading: Reading, word: Word, end: int) -> bool:
    """Tell whether the words up to ``end`` are a speaker's label at the beginning of a line."""
    if not _LABEL_END.match(reading.text, end):
        return False
    return _begins_line(reading, word)


def _begins_line(reading: Reading, word: Word) -> bool:
    line = reading.text.rfind("\n", 0, word.start) + 1
    return not reading.text[line : word.start].strip(" \t>*_•–-")


def _known(reading: Reading, word: Word, known: KnownPeople) -> Iterator[Found]:
    text = reading.text
    firsts = {form.casefold() for form in word.forms} | {text[word.start : word.start + 2].casefold()}
    for first in firsts:
        for surface in known.surfaces.get(first, ()):
            end = word.start + len(surface.text)
            piece = text[word.start : end]
            if piece.casefold() != surface.text.casefold() or (text[end : end + 1].isalnum() and not _GENITIVE.match(text, end)):
                continue
            if piece != surface.text and not piece.isupper():
                continue
            if text[end - 1 : end + 1] != ".s" and (genitive := _GENITIVE.match(text, end)):
                end = genitive.end()
            if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
                continue
            if surface.full:
                yield Found(word.start, end, HitType.PERSON, "participant-full", 88, person=surface.key)
                return
            if _single_known(reading, word, surface):
                yield Found(word.start, end, HitType.PERSON, "participant", 65, person=surface.key)
                return


def _single_known(reading: Reading, word: Word, surface: Surface) -> bool:
    name = surface.text
    low = name.lower()
    if word.shout and reading.loud(word) and (low in everyday_names() or is_word(low)):
        return False
    if low not in everyday_names() and (given_band(name) >= _STRONG or not is_word(low)):
        return True
    if stands_as_name(reading, word):
        return True
    # In minutes that list the person, a sentence that begins so is more often about the person than about the word.
    after = reading.after(word.end)
    return surface.given and after not in {"att", "efter", "av", "till", low}


def _initials(reading: Reading, word: Word, known: KnownPeople) -> Iterator[Found]:
    """Give initials that stand for a known person: with full stops, as a label, in brackets or after a slash."""
    text = reading.text
    if len(word.text) == 1 and _begins_line(reading, word) and reading.short_labels[word.text] > 1:
        if key := known.letters.get(word.text, ""):
            yield Found(word.start, word.end, HitType.PERSON, "label-initial", 62, person=key)
        return
    bare = word.text.replace(".", "").replace(" ", "")
    bare = bare.removesuffix(":s")
    key = known.initials.get(bare) or known.initials.get(bare.replace("-", ""))
    dotted = "." in word.text
    if dotted and len(bare) > 1 and (key or text[word.start - 1 : word.start] in {"/", "("}):
        end = word.end + 1 if text[word.end : word.end + 1] == "." else word.end
        yield Found(word.start, end, HitType.PERSON, "initials", 66, person=key or "")
        return
    if re.fullmatch(rf"[{word.text[0]}]", word.text) and text[word.end : word.end + 2] == ". ":
        following = reading.words[word.index + 1] if word.index + 1 < len(reading.words) else None
        if following and following.start == word.end + 2 and surname_band(following.text) and not is_word(following.text.lower()) and not word.hard:
            yield Found(word.start, following.end, HitType.PERSON, "initial-surname", 67)
    if not key and bare in _turns(reading) and not dotted:
        if _label(reading, word, word.end) or text[word.start - 1 : word.start] in {"/", "("}:
            yield Found(word.start, word.end, HitType.PERSON, "label-initials", 62)
        return
    if not key or not bare.isupper() or len(bare) > 4:  # noqa: PLR2004
        return
    subject = word.opening and is_finite_verb(reading.after(word.end))
    declared = _begins_line(reading, word) or subject or bare not in _ACRONYMS or text[word.start - 1 : word.start] in {"/", "("} or (text[word.end : word.end + 1] in {"\t", "|"} and word.opening)
    if _label(reading, word, word.end) or declared or "-" in bare or bare in _labels(reading):
        yield Found(word.start, word.end, HitType.PERSON, "initials", 66, person=key)


def _labels(reading: Reading) -> frozenset[str]:
    """Give the short words in capitals that open lines as labels: in such a text they stand for people elsewhere too."""
    return frozenset(reading.short_labels)


def _turns(reading: Reading) -> frozenset[str]:
    """Give the labels in capitals that open two lines or more and are no common abbreviation: initials of unlisted speakers."""
    return frozenset(label for label, count in reading.short_labels.items() if count > 1 and label not in _ACRONYMS)


def _name_like(word: Word) -> bool:
    """Tell whether a word after a given name may be its surname."""
    text = word.text
    if word.shout or head_of(text) is not None and not surname_band(text):
        return False
    return bool(surname_band(text) or given_band(text)) or not is_ordinary(text)


def _full_name(reading: Reading, word: Word) -> Iterator[Found]:
    """Give a given name with one or more names after it, small words of surnames and an initial included."""
    given = given_band(word.text) or (given_band(word.text.title()) if word.shout else 0)
    text = reading.text
    if not given and not (re.fullmatch(r"[A-ZÅÄÖ]-[A-ZÅÄÖ]", word.text)):
        following = reading.next(word)
        if not following or word.opening or word.shout or is_ordinary(word.text) or head_of(word.text) or word.text in place_names():
            return
        if surname_band(following.text) >= 30 and not place_names().get(following.text):  # noqa: PLR2004
            yield Found(word.start, following.end, HitType.PERSON, "unknown-surname", 61)
        return
    end, at, count = word.end, word, 1
    while count < 4:  # noqa: PLR2004
        rest = re.match(r"[ \u00a0]((?:" + "|".join(PARTICLES) + r")[ \u00a0])?", text[end:])
        following = reading.words[at.index + 1] if at.index + 1 < len(reading.words) else None
        if not rest or not following or following.start != end + rest.end():
            break
        initial = len(following.text) == 1 and text[following.end : following.end + 1] == "."
        if not initial and not (_name_like(following) or (word.shout and surname_band(following.text.title()))):
            break
        end, at, count = following.end + (1 if initial else 0), following, count + 1
    if count == 1:
        return
    if word.opening and (word.text.lower() in everyday_names()) and not any(surname_band(w.text) for w in reading.words[word.index + 1 : word.index + count]):
        return
    yield Found(word.start, end, HitType.PERSON, "full-name", 75)


def _single(reading: Reading, word: Word) -> Iterator[Found]:
    text = word.text
    low = text.lower()
    if word.shout or len(text) < 2 or head_of(text) is not None and not given_band(text):  # noqa: PLR2004
        return
    given, surname = given_band(text), surname_band(text)
    before = reading.before(word.start)
    if _label(reading, word, word.end) and (given or (surname and not is_ordinary(text))) and stands_as_name(reading, word):
        if low not in everyday_names() or given >= _STRONG:
            yield Found(word.start, word.end, HitType.PERSON, "speaker-label", 61)
        return
    if word.opening:
        if given >= 100 and low not in everyday_names() and (not is_word(low) or (given >= _STRONG and stands_as_name(reading, word))):  # noqa: PLR2004
            strong = 60 if stands_as_name(reading, word) or given >= _STRONG else 50
            yield Found(word.start, word.end, HitType.PERSON, "given-name-opening", strong)
        return
    cue = (before in _CUES or is_function(before)) and before not in _WEAK_CUES
    if given >= 30 or (given and (cue or not is_ordinary(text))):  # noqa: PLR2004
        yield Found(word.start, word.end, HitType.PERSON, "given-name", 60)
    elif surname and before in {"på", "vid", "i"} :
        yield Found(word.start, word.end, HitType.PLACE, "place-after-preposition", 52, place=Place(PlaceKind.TOWN))
    elif surname and not (is_ordinary(text) and not cue and low not in everyday_names()):
        yield Found(word.start, word.end, HitType.PERSON, "surname", 52 if place_names().get(text) is None else 44)
    elif cue and not is_ordinary(text) and not is_english(low):
        yield Found(word.start, word.end, HitType.PERSON, "cue", 55)


def _misspelt(reading: Reading, word: Word, known: KnownPeople) -> Iterator[Found]:
    """Give a known name written with one or two letters wrong ("Johanson" for Johansson)."""
    low = word.text.casefold()
    if len(low) < 4 or word.shout or not known.names or given_band(word.text) >= _STRONG or head_of(word.text):  # noqa: PLR2004
        return
    if low in reading.lower_words or is_ordinary(word.text) or word.text in place_names():
        return
    from rapidfuzz.distance import OSA

    best, best_distance = "", 3
    for name in known.names:
        if abs(len(name) - len(low)) > 2 or len(name) < 4:  # noqa: PLR2004
            continue
        allowed = 1 if len(name) < 8 else 2  # noqa: PLR2004
        for form in word.forms:
            distance = OSA.distance(name, form.casefold(), score_cutoff=allowed)
            if distance <= allowed and distance < best_distance:
                best, best_distance = known.names[name], distance
    if best:
        yield Found(word.start, word.end, HitType.PERSON, "misspelt-name", 64, person=best)


def _nicknamed(reading: Reading) -> Iterator[Found]:
    """Give a name with a nickname in quotation marks inside it, and a nickname after "kallad"."""
    for match in re.finditer(r"(?<!\w)[A-ZÅÄÖ][\w-]+ [\"”“„»«][A-ZÅÄÖ][\w-]+[\"”“»«] [A-ZÅÄÖ][\w-]+", reading.text):
        yield Found(match.start(), match.end(), HitType.PERSON, "nickname", 76)
    for match in re.finditer(r"kalla(?:d|s|r sig) [\"”“„»«]?([A-ZÅÄÖ][\w-]+)", reading.text):
        if (given_band(match.group(1)) or not is_ordinary(match.group(1))) and not head_of(match.group(1)):
            yield Found(match.start(1), match.end(1), HitType.PERSON, "nickname", 58)
