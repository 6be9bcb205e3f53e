"""What is said of codes, naming nobody: a codebook's file is kept under version control, and history tells of its changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualcode.domain.codebook import Code
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import HitType
from qualcode.usecases.hiding import hide
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import vault_names

_CONTACTS = frozenset({HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER, HitType.ADDRESS})
_PEOPLE = _CONTACTS | {HitType.PERSON}


def codebook_words(project: Project, said: str, passphrase: str | None = None) -> str:
    """Give words for a codebook with people and their contact details hidden; with the passphrase, whoever the vault knows.

    Words that are only unknown stay, and so do web addresses: the words of a codebook are its author's own.

    Raises:
        WrongPassphraseError.
    """
    from qualcode.domain.edits import Edit, Edits

    names = vault_names(project, passphrase)
    words = said.strip() if names is None else names.hidden(said.strip())
    found = hide(words, settings=project.settings)
    return Edits.of([Edit(h.start, h.end, h.replacement) for h in found.hits if h.type in _PEOPLE]).apply(words)


class NameInIdError(QualcodeError):
    """An id of a code that a name in the vault stands in."""

    sentence = N_("The id {id} may name somebody whom the vault knows, and ids cannot be hidden; choose another.")


def check_id_names_nobody(project: Project, key: str, passphrase: str | None) -> None:
    """Refuse an id in which a name of the vault stands, as far as the vault is open.

    Raises:
        NameInIdError, WrongPassphraseError.
    """
    names = vault_names(project, passphrase) if key else None
    words = key.replace("-", " ")
    if names is not None and names.hidden(words) != words:
        raise NameInIdError(id=key)


class NameInIndicatorsError(QualcodeError):
    """Indicators with a line that may name somebody, ``at`` which line, counted from 1."""

    sentence = N_(
        "Line {line} may name somebody; the stored texts hold no names, so it would find nothing. Nothing was written."
    )

    def __init__(self, line: int) -> None:
        """Take the line; its words are told nowhere."""
        super().__init__(line=line)
        self.at = line


def check_indicators_name_nobody(project: Project, written: str, before: str, passphrase: str | None) -> None:
    """Refuse indicators with a new line that holds a name of the vault, as far as it is open, or somebody's contact details.

    They are not hidden: other words in their place would find something else. Names that are only guessed are let be, for an indicator's
    abbreviations look like initials.

    Raises:
        NameInIndicatorsError: with the first such line; WrongPassphraseError.
    """
    names = vault_names(project, passphrase)
    stood = {line.strip() for line in before.splitlines()}
    for number, line in enumerate(written.splitlines(), start=1):
        if line.strip() in stood:
            continue
        known = names is not None and names.hidden(line) != line
        if known or any(hit.type in _CONTACTS for hit in hide(line, settings=project.settings).hits):
            raise NameInIndicatorsError(number)


def fields_that_name_nobody(
    project: Project, old: Code | None, fields: Mapping[str, Any], passphrase: str | None = None
) -> dict[str, Any]:
    """Give the fields of an edited code with ``codebook_words`` for what is new in them; what stood there before stays as it was typed."""

    def hidden(now: object, before: object) -> object:
        if isinstance(now, str):
            return now if now == before else codebook_words(project, now, passphrase)
        if isinstance(now, tuple):
            return tuple(one if one in (before or ()) else hidden(one, "") for one in now)  # type: ignore[operator]
        if isinstance(now, Mapping):
            held = before if isinstance(before, Mapping) else {}
            return {key: hidden(one, held.get(key)) for key, one in now.items()}
        return now

    texts = ("names", "brief", "definition", "use_when", "not_when", "examples")
    return {
        key: hidden(value, getattr(old, key, None) if old else None) if key in texts else value
        for key, value in fields.items()
    }
