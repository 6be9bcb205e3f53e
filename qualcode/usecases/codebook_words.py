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

_PEOPLE = frozenset({HitType.PERSON, HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER, HitType.ADDRESS})


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
