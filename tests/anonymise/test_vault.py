from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from qualcode.anonymise.vault import (
    EmptyPassphraseError,
    Vault,
    VaultDamagedError,
    VaultExistsError,
    WrongPassphraseError,
)
from qualcode.domain.errors import FileMissingError, FolderReadOnlyError
from qualcode.domain.finding import HitType
from qualcode.domain.minutes import Participant

_PHRASE = "fyra gröna ord till"


def _filled(path: Path) -> Vault:
    vault = Vault.create(path, _PHRASE)
    vault.put("Anna Berg", HitType.PERSON)
    vault.put("070-174 06 12", HitType.PHONE)
    vault.register.learn([Participant("Anna Berg", "rektor")], "Skåne län")
    vault.save()
    return vault


def test_a_vault_gives_back_what_was_put(tmp_path: Path) -> None:
    vault = _filled(tmp_path / "deep" / "vault")
    again = Vault.open(vault.path, _PHRASE)
    assert again.originals() == vault.originals()
    assert [k.function for k in again.register.people("Skåne län")] == ["rektorn"]


def test_ids_are_opaque_and_one_a_surface(tmp_path: Path) -> None:
    vault = _filled(tmp_path / "vault")
    one = vault.put("Anna Berg", HitType.PERSON)
    assert one == vault.originals()[0].id
    assert vault.put("Anna Berg", HitType.GROUP) != one
    assert "Anna" not in one
    assert vault.by_id()[one].text == "Anna Berg"


def test_the_file_is_ciphertext_for_its_owner_alone(tmp_path: Path) -> None:
    vault = _filled(tmp_path / "vault")
    raw = vault.path.read_bytes()
    for clear in ("Anna", "Berg", "070", "rektor", "person"):
        assert clear.encode() not in raw
    assert stat.S_IMODE(vault.path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["vault"]
    assert "Anna" not in repr(vault)


def test_saving_twice_gives_other_bytes(tmp_path: Path) -> None:
    vault = _filled(tmp_path / "vault")
    before = vault.path.read_bytes()
    vault.save()
    assert vault.path.read_bytes() != before


def test_a_wrong_passphrase_is_one_sentence(tmp_path: Path) -> None:
    vault = _filled(tmp_path / "vault")
    with pytest.raises(WrongPassphraseError) as caught:
        Vault.open(vault.path, "fel")
    assert caught.value.exit_code == 4
    assert str(caught.value).count(".") == 1
    assert "fel" not in str(caught.value)


@pytest.mark.parametrize("at", [0, 9, 20, 45, -1])
def test_a_changed_file_does_not_open(tmp_path: Path, at: int) -> None:
    vault = _filled(tmp_path / "vault")
    raw = bytearray(vault.path.read_bytes())
    raw[at] ^= 1
    vault.path.write_bytes(raw)
    with pytest.raises((WrongPassphraseError, VaultDamagedError)):
        Vault.open(vault.path, _PHRASE)


@pytest.mark.parametrize(
    "content", [b"", b"not a vault at all, but long enough to be one maybe, who knows", b"QCVAULT1"]
)
def test_another_file_is_no_vault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vault"
    path.write_bytes(content)
    with pytest.raises(VaultDamagedError, match="backup"):
        Vault.open(path, _PHRASE)


def test_a_missing_or_present_file(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        Vault.open(tmp_path / "none", _PHRASE)
    vault = _filled(tmp_path / "vault")
    before = vault.path.read_bytes()
    with pytest.raises(VaultExistsError):
        Vault.create(vault.path, _PHRASE)
    assert vault.path.read_bytes() == before


@pytest.mark.parametrize("phrase", ["", "   "])
def test_an_empty_passphrase_is_refused(tmp_path: Path, phrase: str) -> None:
    with pytest.raises(EmptyPassphraseError):
        Vault.create(tmp_path / "vault", phrase)
    assert not (tmp_path / "vault").exists()
    vault = _filled(tmp_path / "other")
    with pytest.raises(EmptyPassphraseError):
        vault.change_passphrase(phrase)


def test_the_passphrase_can_be_changed(tmp_path: Path) -> None:
    vault = _filled(tmp_path / "vault")
    vault.change_passphrase("nya ord")
    with pytest.raises(WrongPassphraseError):
        Vault.open(vault.path, _PHRASE)
    assert len(Vault.open(vault.path, "nya ord").originals()) == 2


def test_an_original_can_be_forgotten(tmp_path: Path) -> None:
    vault = _filled(tmp_path / "vault")
    one = vault.originals()[0]
    assert vault.forget(one.id)
    assert not vault.forget(one.id)
    vault.save()
    assert [o.text for o in Vault.open(vault.path, _PHRASE).originals()] == ["070-174 06 12"]
    assert vault.put("Anna Berg", HitType.PERSON) != one.id


def test_a_failed_write_leaves_the_old_vault_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = _filled(tmp_path / "vault")
    before = vault.path.read_bytes()

    def _fail(_descriptor: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", _fail)
    vault.put("Bo Ek", HitType.PERSON)
    with pytest.raises(FolderReadOnlyError):
        vault.save()
    with pytest.raises(FolderReadOnlyError):
        vault.change_passphrase("nya ord")
    monkeypatch.undo()
    assert vault.path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["vault"]
    vault.save()
    assert len(Vault.open(vault.path, _PHRASE).originals()) == 3


def test_two_who_save_lose_nothing_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "v.vault"
    one = Vault.create(path, "ord ord ord")
    two = Vault.open(path, "ord ord ord")
    first = one.put("Stellan Orrfot", HitType.PERSON)
    one.register.learn([Participant("Stellan Orrfot", "chef")], "Kalmar län")
    one.save()
    second = two.put("Gullvi Tranmark", HitType.PERSON)
    two.register.learn([Participant("Gullvi Tranmark", "chef")], "Kalmar län")
    two.save()
    one.forget(first)
    one.save()
    kept = Vault.open(path, "ord ord ord")
    assert kept.get(first) is None
    assert kept.get(second) is not None
    assert {k.name for k in kept.register.people("Kalmar län")} == {"Stellan Orrfot", "Gullvi Tranmark"}
    assert len({k.key for k in kept.register.people("Kalmar län")}) == 2


def test_whoever_saves_after_the_passphrase_was_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.vault"
    one = Vault.create(path, "ord ord ord")
    two = Vault.open(path, "ord ord ord")
    one.change_passphrase("andra ord")
    with pytest.raises(WrongPassphraseError):
        two.save()
    assert Vault.open(path, "andra ord").originals() == ()
