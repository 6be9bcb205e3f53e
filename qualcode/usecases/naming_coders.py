"""Coders who are called by a person's name: told when the name is first given, and by other words in files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.domain.errors import N_
from qualcode.language.wording import translator
from qualcode.usecases.hiding import hide
from qualcode.usecases.project import Project

CODER_NAMES_SOMEBODY = N_(
    "The coder's name is a person's: it is kept with every step as it stands. Choose another with --coder or QUALCODE_CODER "
    "(kodare-2); files written from history call this coder by a letter."
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def names_a_person(coder: str) -> bool:
    """Tell whether a coder's name is one of a person: given name and surname ("anna.lindqvist"), or a surname that finders know.

    A given name alone ("anna") is what many go by, and singles nobody out.
    """
    from qualcode.anonymise.name_shapes import names_somebody
    from qualcode.domain.finding import HitType

    parts = _parts(coder)
    if not parts or any(c.isdigit() for c in coder) or _is_given_name(parts):
        return False
    return names_somebody(coder) or any(hit.type is HitType.PERSON for hit in hide(" ".join(parts)).hits)


def coder_words(project: Project, coders: Iterable[str]) -> Mapping[str, str]:
    """Give other words for those coders whose name is a person's, a given name alone too: a letter each, in the project's language."""
    say = translator(project.language)
    named = [coder for coder in dict.fromkeys(coders) if _is_given_name(_parts(coder)) or names_a_person(coder)]
    letters = (_LETTERS[n] if n < len(_LETTERS) else str(n + 1) for n in range(len(named)))
    return {
        coder: say(N_("coder {letter}")).format(letter=letter) for coder, letter in zip(named, letters, strict=True)
    }


def _parts(coder: str) -> list[str]:
    return coder.replace(".", " ").replace("_", " ").split()


def _is_given_name(parts: list[str]) -> bool:
    from qualcode.anonymise.name_lists import given_band

    return len(parts) == 1 and bool(given_band(parts[0].title()))
