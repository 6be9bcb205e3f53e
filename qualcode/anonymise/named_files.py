"""Names of files that name somebody whom the text knows ("Presentation_Mbali_v2.pptx"), however rare the name is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qualcode.anonymise.anchored_lines import lines_of
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.met_people import met_people
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.name_patterns import ENDING, FILE, FILE_MASK
from qualcode.anonymise.recognisers import Scene
from qualcode.anonymise.replacements import NAME_MASK
from qualcode.anonymise.searching import apart, fitting, held, lowered, places_of
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, is_word
from qualcode.language.places import place_names

_PARTS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-zåäöé])(?=[A-ZÅÄÖ])")
_SHORTEST, _PAIR = 3, 2
_MARKS = ("_", "\\")
"""What joins a name to a path ("S:\\Delat\\Berg_Bo")."""
_SPELT = ("punkt", "dot")
"""What spells an address ("berg punkt se")."""
_BEFORE_END = re.compile(r" (?:punkt|dot) (?:se|com|nu|org|net|eu)(?!\w)", re.IGNORECASE)
_BARE = str.maketrans("åäöéèüøæ", "aaoeeuoa")


def find_named_files(scene: Scene) -> Iterator[Found]:
    """Give the files in whose names a name of somebody listed or met stands as a part, with or without its dots and rings."""
    lines = lines_of(fitting(scene.text, ENDING), scene.text)
    files = [found for start, end in lines for found in FILE.finditer(scene.text, start, end)]
    if not files:
        return
    names = _names(scene.known) | _names(met_people(scene.reading, scene.found))
    for match in files:
        words = (part.casefold() for piece in _CAMEL.split(match.group()) for part in _PARTS.findall(piece))
        if key := next((names[word] for word in words if word in names), None):
            yield Found(match.start(), match.end(), HitType.PERSON, "name-in-file", 90, key.strip(), instead=FILE_MASK)


def find_joined_names(scene: Scene) -> Iterator[Found]:
    """Give the listed names that underscores and backslashes join to others, or that are spelt out as an address, in any case."""
    yield from _run_together(scene)
    text = scene.text
    parts = sorted(_joined_parts(text))
    names = _names(scene.known) if parts else {}
    for start, end in parts if names else ():
        if key := names.get(text[start:end].casefold()):
            yield Found(start, end, HitType.PERSON, "name-in-path", 66, key.strip(), instead=NAME_MASK)


def _joined_parts(text: str) -> set[tuple[int, int]]:
    """Give the rows of letters beside an underscore or backslash, and those before what spells the end of an address."""
    marks = [at for mark in _MARKS for at in places_of(text, mark)]
    words = held(text, _SPELT)
    low = lowered(text) if words else ""
    ends = [at for word in words for at in places_of(low, f" {word} ") if _BEFORE_END.match(text, at)]
    before = {(_begin(text, at), at) for at in (*marks, *ends)}
    after = {part.span() for at in marks if (part := _PARTS.match(text, at + 1))}
    return {(start, end) for start, end in before if start < end} | after


def _begin(text: str, end: int) -> int:
    """Give where the row of letters that ends at ``end`` begins."""
    while end and text[end - 1].isalpha():
        end -= 1
    return end


def _run_together(scene: Scene) -> Iterator[Found]:
    """Give the full names of listed people that are written as one word ("OmarHaddad", "/omarhaddad"), with or without dots and rings."""
    full = (surface for held in scene.known.surfaces.values() for surface in held if surface.full and surface.ends)
    joined = {form: surface.key for surface in full for form in _joined(surface.low)}
    written = {form for form in joined if form in scene.reading.lower_words}
    written.update(word.low for word in scene.reading.words if word.low in joined)
    low = lowered(scene.text) if written else ""
    for form in written:
        for at in apart(low, form, "@", "@"):
            end = at + len(form)
            yield Found(at, end, HitType.PERSON, "name-in-path", 66, joined[form], instead=NAME_MASK)


@lru_cache(1 << 12)
def _joined(low: str) -> tuple[str, ...]:
    """Give a full name in small letters as one word; "Karl Berg" is a name of its own then, and nothing is said of him by it."""
    parts = low.split(" ")
    joined, title = "".join(parts), "".join(parts).title()
    if len(parts) != _PAIR or min(map(len, parts)) < _SHORTEST or is_word(joined) or title in place_names():
        return ()
    return () if surname_band(title) or given_band(title) else tuple({joined, joined.translate(_BARE)})


def _names(known: KnownPeople) -> dict[str, str]:
    """Give the names that are no words, as they are and in plain letters, with a sign that is never empty."""
    told = {
        name: f" {key}"
        for name, key in known.names.items()
        if len(name) >= _SHORTEST and name not in everyday_names() and not is_word(name)
    }
    return told | {name.translate(_BARE): key for name, key in told.items()}
