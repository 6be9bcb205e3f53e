"""Participants whom a list has by their letters alone, told from the short forms of bodies that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.functions import function_of
from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.name_shapes import harmless, is_full_name, may_be_name
from qualcode.anonymise.short_forms import stands_for
from qualcode.anonymise.short_terms import is_term

_ONE = rf"(?:[{UPPER}]{{2,3}}|[{UPPER}]-[{UPPER}]|(?:[{UPPER}]\. ?){{2,3}})"
LETTERS = re.compile(
    rf"(?<![\w.-]){_ONE}(?=[ \t]*(?:[,(;.&\n]|$)|(?<=\.)[ \t]|[ \t]+(?:och|samt|o)[ \t])",
)
"""Initials that stand where a list has names."""
ROLE = re.compile(r"\s?[,(]\s?([^.;,()=\n|]{2,60})")
_EACH = re.compile(_ONE)
_ROW = re.compile(rf"\(({_ONE}(?:(?:, ?| ?/ ?| ?& ?| och | samt | o ){_ONE})*)\)")
"""A bracket that holds letters and nothing else: "Region (LK, PB)"."""
_BEFORE = re.compile(r"([^,;:.()\n]*)$")
_PARTED = re.compile(r"(?:[;)/&:]|(?<!\w)(?:och|samt|o))$")
"""What ends the item before for certain; a mere comma may stand between a name and its organisation."""
_NEXT_LEAD = re.compile(r"[.;,][ \t]+[^.,;:()\n]{2,40}:[ \t]*$")
"""Another group of participants in the same line ("… och PB. Från kommunerna: ")."""
_PAIR = 2


class Enumeration(NamedTuple):
    """What a line enumerates after its lead: the line's text, and from where to where."""

    text: str
    start: int
    stop: int


class Lettered(NamedTuple):
    """A participant's letters where the list has them; ``body`` is the organisation whose bracket holds them, or ""."""

    match: re.Match[str]
    body: str


def letters_listed(
    lists: Sequence[Enumeration], begins_item: Callable[[str, int, int], bool], opens_turn: Callable[[str], bool]
) -> list[list[Lettered]]:
    """Give, for each enumeration of a text, the letters that are people.

    Where somebody is certain to be listed so (letters with a function, letters that stand for no term, letters that open a turn)
    or by full name, letters that may be a term are people too, unless they are a body's.
    """
    found = [[one for one in _items(each, begins_item) if not _is_body(one, each.text)] for each in lists]
    everyone = [(one, each.text) for each, row in zip(lists, found, strict=True) for one in row]
    sure = [(one, text) for one, text in everyone if _is_sure(one, text, opens_turn)]
    told = any(has_function(text, one.match.end()) or opens_turn(_bare(one)) for one, text in sure)
    if not (told or (sure and len(everyone) >= _PAIR) or any(map(_names_somebody, lists))):
        return [[] for _ in lists]
    return [
        [one for one in row if _is_sure(one, each.text, opens_turn) or _is_apart(one, each)]
        for each, row in zip(lists, found, strict=True)
    ]


def has_function(text: str, end: int) -> bool:
    """Tell whether a person's function follows what ends at ``end``, after a comma or in a bracket."""
    role = ROLE.match(text, end)
    return role is not None and bool(function_of(role.group(1).strip()))


def _bare(one: Lettered) -> str:
    return "".join(c for c in one.match.group() if c.isalpha())


def _is_body(one: Lettered, text: str) -> bool:
    """Tell whether letters are those of a body, a method or a law; many terms of two letters may be initials as well."""
    letters = _bare(one)
    if has_function(text, one.match.end()):
        return False
    term = is_term(letters) and (len(letters) > _PAIR or letters in word_set("roster_letters.bodies"))
    return term or letters.casefold() in harmless()


def _is_sure(one: Lettered, text: str, opens_turn: Callable[[str], bool]) -> bool:
    letters = _bare(one)
    return not is_term(letters) or has_function(text, one.match.end()) or opens_turn(letters)


def _is_apart(one: Lettered, each: Enumeration) -> bool:
    """Tell whether letters are an item by themselves, and not what belongs to the name or function before them."""
    before = each.text[each.start : one.match.start()].rstrip()
    if one.body or not before or _PARTED.search(before):
        return True
    last = before.rstrip(",").rpartition(",")[2].strip()
    return before.endswith(",") and (last.endswith(")") or _EACH.fullmatch(last.rpartition(" ")[2]) is not None)


def _names_somebody(each: Enumeration) -> bool:
    pieces = re.split(r"[,;()/]|(?<!\w)(?:och|samt|o)(?!\w)", each.text[each.start : each.stop])
    return any(is_full_name(piece.strip()) for piece in pieces)


def _items(each: Enumeration, begins_item: Callable[[str, int, int], bool]) -> Iterator[Lettered]:
    text, start, stop = each
    for match in LETTERS.finditer(text, start, stop):
        if begins_item(text, match.start(), start) or _NEXT_LEAD.search(text, start, match.start()):
            yield Lettered(match, "")
    for row in _ROW.finditer(text, start, stop):
        letters = list(_EACH.finditer(text, *row.span(1)))
        begin = _BEFORE.search(text, start, row.start())
        body = begin.group(1).strip() if begin else ""
        if body and not _is_short_for(letters, body):
            yield from (Lettered(one, body) for one in letters)


def _is_short_for(letters: Sequence[re.Match[str]], body: str) -> bool:
    """Tell whether a bracket only shortens what stands before it: a name ("Eva Holm (EH)") or a group ("Regionens råd (RR)")."""
    if may_be_name(body) or _EACH.fullmatch(body):
        return True
    short = "".join(filter(str.isalpha, letters[0].group()))
    begins = (word.start() for word in re.finditer(r"(?<![\w-])\w", body))
    return len(letters) == 1 and any(stands_for(short, at, len(body), body) for at in begins)
