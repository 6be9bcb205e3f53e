"""Letters of those who wrote the minutes and of who does what: "/lh+sk" on the last line, "SK (pennan)", "[SK]" in the margin.

Whoever has signed so is meant by the same letters elsewhere, in small letters where nothing else can be ("(sk)", "-> sk").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.anonymise.anchored_lines import lines_with
from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.last_letters import last_letters
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.role_labels import is_role
from qualcode.anonymise.searching import held
from qualcode.anonymise.short_terms import is_term
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_finite_verb, is_word

_SMALL = "a-zåäöéü"
_LETTERS = rf"(?:[{UPPER}]{{2,4}}|[{UPPER}]\.? ?[{UPPER}]\.|[{UPPER}][{_SMALL}]?-[{UPPER}]|[{_SMALL}]{{2,3}}|[{_SMALL}]\.[{_SMALL}]\.)"
_ROW = rf"({_LETTERS}(?: ?(?:[+&,/]|och\b|o\b) ?{_LETTERS}){{0,4}})"
_EACH = re.compile(rf"(?<![\w.-]){_LETTERS}(?![\w-])")
_WROTE = (
    r"(?:vid )?(?:pennan|penna|tangent\w+|datorn|protokollet)|(?:ant|ned)eckn\w*|ant\.?|ren?skr\w*|skr(?:\.|ivet|iver)?|sekr\w*\.?"
    r"|prot\w*\.?|juster\w*|just\.?|ref(?:erent\w*)?\.?|sign\w*\.?|notarie|dokument\w+|moder\w+|mod\.?|samtalsled\w+|mötesled\w*|ordf\w*\.?"
    r"|notes?|minutes|scribe|chair|note-?taker"
)
_CUES = (
    "penna", "tangent", "datorn", "protok", "prot.", "prot:", "teckn", "ant.", "ant:", "skriv", "renskr", "sekr", "juster", "just.",
    "referent", "ref.", "ref:", "sign", "notarie", "dokument", "moder", "mod.", "mod:", "samtalsled", "mötesled", "ordf", "notes",
    "minutes", "scribe", "chair", "taker",
)  # fmt: skip
"""What a line holds in which somebody signs by what was done."""
_STEMS = (
    "skr", "eckn", "ant", "penna", "tangent", "datorn", "prot", "sekr", "just", "ref", "sign", "notarie", "dokument", "mod", "samtalsled",
    "mötesled", "ordf", "note", "minutes", "scribe", "chair", "taker",
)  # fmt: skip
_SIGNED = re.compile(rf"/(?<=[\s.]/)/? ?{_ROW}(?: ?/{{1,2}})?\.?[ \t]*(?=\n|$)")
_ENDED = re.compile(r"(?:^|[\n.!?)])[ \t]*$")
_DASHED = re.compile(rf"\n[ \t]*[–—-]{{1,2}} ?([{UPPER}]{{2,3}}(?: ?[+&/] ?[{UPPER}]{{2,3}}){{0,3}})[ \t]*(?=\n|$)")
_EXPLAINING = re.compile(rf" \((?i:{_WROTE})(?: [^)\n]{{0,20}})?\)")
_EXPLAINED = re.compile(rf"(?<![\w.-])({_LETTERS})$")
_CUED = re.compile(
    rf"(?<![\w-])(?i:(?:{_WROTE})(?: (?:av|by))?(?: ?[:=]| (?:av|by)(?= ))|(?:vid )?(?:pennan|tangent\w+|protokollet))[ /]{{0,2}}{_ROW}"
    r"(?=[ \t]*(?:[.;,)\]]|$))",
    re.MULTILINE,
)
_MARGIN = re.compile(rf"\[({_LETTERS})\](?=[ \t:\n]|$)")
_OPENED = re.compile(r"(?:^|\n)[ \t>*•–-]*$")
_AGAIN = r"(?:[(\[/+@]|(?:->|→|=>) ?|^[ \t>*•–-]*)"
_NEAR = 12
_EDGE = 60
"""So many characters at the beginning and the end of a line are looked at for who wrote it."""
_TWICE = 2
_VOWELS = frozenset("aeiouyåäöéü")
"""Letters without any of them are a word in lists of abbreviations alone ("sk")."""


def find_signed(reading: Reading, known: KnownPeople) -> Iterator[Found]:
    """Give the letters that sign, and the same letters elsewhere; those of somebody known are linked to the person."""
    told: set[str] = set()
    for span in (*_rows(reading, known), *_margins(reading, known), *last_letters(reading, known)):
        letters = _bare(reading.text[slice(*span)])
        told.add(letters)
        yield _found(span, letters, known)
    for letters in told:
        for span in _elsewhere(reading, letters):
            yield _found(span, letters, known)


def _found(span: tuple[int, int], letters: str, known: KnownPeople) -> Found:
    person = known.initials.get(letters, "")
    return Found(*span, HitType.PERSON, "told-initials", 66 if person else 62, person=person)


def _bare(letters: str) -> str:
    return re.sub(r"[\W_]", "", letters).upper()


def _rows(reading: Reading, known: KnownPeople) -> Iterator[tuple[int, int]]:
    text = reading.text
    for match in _rows_signed(text):
        row = [found.span() for found in _EACH.finditer(text, *match.span(1)) if found.group() not in {"o", "och"}]
        if any(_are_somebodys(reading, text[slice(*one)], known) for one in row):
            yield from (one for one in row if _may_be(reading, text[slice(*one)]))


def _rows_signed(text: str) -> Iterator[re.Match[str]]:
    """Give the rows of letters that stand where somebody signs, each as the first group of a match."""
    for match in _SIGNED.finditer(text):
        if _ENDED.search(text[max(0, match.start() - _NEAR) : match.start()]):
            yield match
    yield from _DASHED.finditer(text)
    stems = held(text, _STEMS)
    for start, end in lines_with(_CUES, text, 0):
        for told in _EXPLAINING.finditer(text, start, end):
            if letters := _EXPLAINED.search(text, max(start, told.start() - _NEAR), told.start()):
                yield letters
        # Who wrote is told where a line begins or ends, not in the middle of a paragraph.
        long = end - start > 2 * _EDGE
        if long and _holds(text[start : start + _EDGE], stems):
            yield from _CUED.finditer(text, start, start + _EDGE)
        begin = end - _EDGE if long else start
        if _holds(text[begin:end], stems):
            yield from _CUED.finditer(text, begin, end)


def _holds(edge: str, stems: Sequence[str]) -> bool:
    """Tell whether one of the stems stands there without which nothing tells who wrote."""
    low = edge.lower()
    return any(stem in low for stem in stems)


def _margins(reading: Reading, known: KnownPeople) -> Iterator[tuple[int, int]]:
    """Give letters in square brackets that open lines, where such letters open several."""
    if "[" not in reading.text:
        return
    text = reading.text
    found = _MARGIN.finditer(text)
    spans = [m.span(1) for m in found if _OPENED.search(text[max(0, m.start() - _NEAR) : m.start()])]
    spans = [span for span in spans if _are_somebodys(reading, text[slice(*span)], known)]
    if len(spans) >= _TWICE:
        yield from spans


def _are_somebodys(reading: Reading, letters: str, known: KnownPeople) -> bool:
    """Tell whether letters are no word, no term of administration and no part in the talk, or a known person's."""
    told = "." in letters or _bare(letters) in known.initials or not is_term(_bare(letters))
    return _may_be(reading, letters) and told


def _may_be(reading: Reading, letters: str) -> bool:
    if letters.islower() and _is_small_word(letters):
        return False
    return letters.casefold() not in harmless() and not is_role(_bare(letters), reading)


def _is_small_word(letters: str) -> bool:
    return not _VOWELS.isdisjoint(letters) and (letters in function_words() or is_word(letters))


def _elsewhere(reading: Reading, letters: str) -> Iterator[tuple[int, int]]:
    """Give where letters that sign stand as capitals, and in small ones where only somebody's letters stand."""
    if not is_term(letters):
        for word in reading.lettered:
            if _bare(word.text.removesuffix(":s")) == letters:
                yield word.start, word.end
    low = letters.lower()
    if _is_small_word(low):
        return
    for match in re.finditer(rf"(?m){_AGAIN}({low})(?=[)\]/+:]|[ \t]*$| ([{_SMALL}]+))", reading.text):
        if not match.group(2) or is_finite_verb(match.group(2)):
            yield match.span(1)
