"""The small language of terms: what one term of a codebook or cue list asks of the words of a text (docs/codebook.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.tokens import words

FUZZY_THRESHOLD = 88
LONGEST_GAP = 4
"""So many words may stand where a term has "…"."""


class TermError(QualcodeError):
    """A term of an indicator that cannot be read."""

    sentence = N_("Indicator {indicator}, line {line}: the term “{term}” {reason}.")
    exit_code = 3


class AtomKind(StrEnum):
    """How one word of a term is met."""

    WORD = "word"
    FORM = "form"
    EXACT = "exact"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    INFIX = "infix"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Atom:
    """One demand on one word. ``threshold`` belongs to ``AtomKind.FUZZY`` (0–100)."""

    kind: AtomKind
    text: str
    threshold: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a term: any of ``atoms``; none at all means any word. ``gap``: up to ``LONGEST_GAP`` words, or none."""

    atoms: tuple[Atom, ...] = ()
    gap: bool = False


Pattern = tuple[Slot, ...]


@lru_cache(maxsize=20_000)
def parse(term: str, *, inflect: bool = True, fuzzy: int = 0) -> Pattern:
    """Read one term, groups already written out; groups bring the same terms again and again, and each is read once.

    ``inflect``: a bare word means all its forms (codebooks) or only the form as written (cue lists, where the tense is the point).
    ``fuzzy`` above 0 makes every bare word fuzzy with that threshold.

    Raises:
        ValueError: with the reason, when the term is empty, has a mark without a word, or starts or ends with a gap.
    """
    plain = AtomKind.WORD if inflect else AtomKind.FORM
    slots: list[Slot] = []
    for part in term.split():
        if part == "…":
            slots.append(Slot(gap=True))
        elif part == "_":
            slots.append(Slot())
        else:
            slots += _places(part, plain, fuzzy)
    if not any(slot.atoms for slot in slots):
        raise ValueError(N_("names no word"))
    if slots[0].gap or slots[-1].gap or not slots[0].atoms:
        raise ValueError(N_("must start and end with a word"))
    return tuple(slots)


def _places(part: str, plain: AtomKind, fuzzy: int) -> list[Slot]:
    options = [option for option in part.split("|") if option]
    if not options:
        raise ValueError(N_("has an empty alternative"))
    if len(options) == 1:
        return [Slot((atom,)) for atom in _atoms(options[0], plain, fuzzy)]
    found: list[Atom] = []
    for option in options:
        atoms = _atoms(option, plain, fuzzy)
        if len(atoms) > 1:
            raise ValueError(N_("has an alternative of several words"))
        found += atoms
    return [Slot(tuple(found))]


def _atoms(option: str, plain: AtomKind, fuzzy: int) -> list[Atom]:
    if option.startswith("$"):
        raise ValueError(N_("names a group that is not written out"))
    mark = option[0] if option[0] in "=~" else ""
    bare = option.removeprefix(mark)
    kind, threshold = plain, 0
    if mark == "=":
        kind = AtomKind.EXACT
    elif mark == "~" or fuzzy:
        kind, threshold = AtomKind.FUZZY, fuzzy or FUZZY_THRESHOLD
    stars = (bare.startswith("*"), bare.endswith("*"))
    bare = bare.strip("*")
    if any(stars):
        kind, threshold = (
            {(True, True): AtomKind.INFIX, (False, True): AtomKind.PREFIX, (True, False): AtomKind.SUFFIX}[stars],
            0,
        )
    found = words(bare)
    if not found or "*" in bare:
        raise ValueError(N_("has a mark without a word, or * inside a word"))
    if kind is not AtomKind.EXACT:
        found = [word.casefold() for word in found]
    if len(found) == 1:
        return [Atom(kind, found[0], threshold)]
    # "24/7" or "och/eller": one written part, several words; a star belongs to the outermost of them.
    inner = AtomKind.EXACT if kind is AtomKind.EXACT else plain
    atoms = [Atom(inner, word) for word in found]
    if stars[1]:
        atoms[-1] = Atom(AtomKind.PREFIX, found[-1])
    if stars[0]:
        atoms[0] = Atom(AtomKind.SUFFIX, found[0])
    return atoms
