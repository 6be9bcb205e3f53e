"""The vault from the project's side: making, opening, re-keying it, and telling whether there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError, RefusedError
from qualcode.usecases.hiding import stored_words
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from qualcode.anonymise.own_notes import VaultNames
    from qualcode.anonymise.vault import Vault


class PassphraseNeededError(RefusedError):
    """A vault exists and its passphrase was not given."""

    sentence = N_(
        "The project has a vault, and its passphrase is needed: give --passphrase-fd N or QUALCODE_PASSPHRASE; nothing was written."
    )


class NoVaultError(QualcodeError):
    """There is no vault."""

    sentence = N_("The project has no vault; `qualcode vault new` makes one, for documents imported from then on.")


class VaultExistsError(QualcodeError):
    """There is a vault already."""

    sentence = N_("The project already has a vault at {path}; `qualcode vault passwd` changes its passphrase.")


@dataclass(frozen=True, slots=True)
class VaultStatus:
    """Whether there is a vault and where; ``originals`` is known only with the passphrase."""

    path: str
    exists: bool
    originals: int | None = None


def open_vault(project: Project, passphrase: str | None, *, make: bool = False) -> Vault | None:
    """Open the project's vault; None when there is none (and ``make`` is false). A new one gets its file when it is saved first.

    Raises:
        PassphraseNeededError: when there is one and no passphrase; WrongPassphraseError and the like from the vault itself.
    """
    from qualcode.anonymise.vault import Vault

    path = project.vault_path
    if path.exists():
        if passphrase is None:
            raise PassphraseNeededError
        return Vault.open(path, passphrase)
    if not make or passphrase is None:
        return None
    return Vault.begin(path, passphrase)


def kept_words(project: Project, text: str, passphrase: str | None = None) -> str:
    """Give an analyst's own words as they may be stored; with the passphrase, whoever the vault knows is hidden in any spelling.

    Raises:
        WrongPassphraseError.
    """
    vault = None if passphrase is None else open_vault(project, passphrase)
    return stored_words(text, project.settings, vault)


def vault_names(project: Project, passphrase: str | None) -> VaultNames | None:
    """Give the names that the vault knows, to be hidden in an analyst's words; None without a vault or its passphrase.

    Raises:
        WrongPassphraseError.
    """
    from qualcode.anonymise.own_notes import VaultNames

    vault = None if passphrase is None else open_vault(project, passphrase)
    if vault is None:
        return None
    return VaultNames([(one.text, one.type) for one in vault.originals()], vault.register.everyone())


def new_vault(project: Project, passphrase: str) -> VaultStatus:
    """Make an empty vault.

    Raises:
        VaultExistsError: when there is one.
    """
    from qualcode.anonymise.vault import Vault

    if project.vault_path.exists():
        raise VaultExistsError(path=project.vault_path)
    Vault.create(project.vault_path, passphrase)
    return VaultStatus(str(project.vault_path), exists=True, originals=0)


def change_passphrase(project: Project, old: str, new: str) -> None:
    """Encrypt the vault under another passphrase.

    Raises:
        NoVaultError: when there is none; WrongPassphraseError.
    """
    vault = open_vault(project, old)
    if vault is None:
        raise NoVaultError
    vault.change_passphrase(new)


def vault_status(project: Project, passphrase: str | None = None) -> VaultStatus:
    """Tell where the vault lies, whether it is there, and, with the passphrase, how many originals it holds."""
    path = project.vault_path
    if not path.exists() or passphrase is None:
        return VaultStatus(str(path), path.exists())
    vault = open_vault(project, passphrase)
    return VaultStatus(str(path), exists=True, originals=0 if vault is None else len(vault.originals()))


def wants_passphrase(fault: Exception) -> bool:
    """Tell whether something could not be done for want of the vault's passphrase, so that a face may ask for it and try again."""
    from qualcode.storage.rewording import OriginalNeededError

    return isinstance(fault, (PassphraseNeededError, OriginalNeededError))


def is_wrong_passphrase(fault: Exception) -> bool:
    """Tell whether the passphrase given was not the vault's."""
    from qualcode.anonymise.vault import EmptyPassphraseError, WrongPassphraseError

    return isinstance(fault, (WrongPassphraseError, EmptyPassphraseError))
