"""`vault new`, `passwd`, `status`."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk


def test_a_new_vault_lies_outside_the_project_for_its_owner_only(bare: Desk, passphrase: str) -> None:
    told = bare.done("vault", "new")
    [vault] = bare.vaults
    assert told.out == f"{vault}\n"
    assert passphrase not in told.out + told.err
    assert vault.stat().st_mode & 0o777 == 0o600
    assert bare.project not in vault.parents
    assert passphrase.encode() not in vault.read_bytes()


@pytest.mark.usefixtures("passphrase")
def test_a_second_vault_is_refused_and_the_first_kept(guarded: Desk) -> None:
    before = guarded.vaults[0].read_bytes()
    told = guarded.run("vault", "new")
    assert (told.code, told.out) == (1, "")
    assert "vault passwd" in told.err
    assert guarded.vaults[0].read_bytes() == before


@pytest.mark.parametrize("secret", [None, ""])
def test_without_a_passphrase_no_vault(bare: Desk, secret: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if secret is not None:
        monkeypatch.setenv("QUALCODE_PASSPHRASE", secret)
    told = bare.run("vault", "new")
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert bare.vaults == []


def test_status_without_and_with_the_passphrase(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told = guarded.done("vault", "status", "--json").json
    assert told == {"path": str(guarded.vaults[0]), "exists": True, "originals": None}
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    assert guarded.done("vault", "status", "--json").json["originals"] >= 6
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    assert str(guarded.vaults[0]) in guarded.done("vault", "status").out


def test_status_of_none(study: Desk) -> None:
    told = study.done("vault", "status", "--json").json
    assert (told["exists"], told["originals"]) == (False, None)
    assert "No vault" in study.done("vault", "status").out


def _changed(desk: Desk, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("QUALCODE_PASSPHRASE", old)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{new}\n"))
    return desk.run("vault", "passwd").code


def test_another_passphrase_takes_the_place_of_the_old(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _changed(guarded, PASSPHRASE, "en ny fras", monkeypatch) == 0
    for secret, code in ((PASSPHRASE, 4), ("en ny fras", 0)):
        monkeypatch.setenv("QUALCODE_PASSPHRASE", secret)
        assert guarded.run("vault", "status").code == code
    monkeypatch.setenv("QUALCODE_PASSPHRASE", "en ny fras")
    assert guarded.done("vault", "status", "--json").json["originals"] >= 6
    assert os.environ.get("QUALCODE_PASSPHRASE") is None


@pytest.mark.parametrize(("old", "new", "code"), [("fel", "en ny", 4), (PASSPHRASE, "", 2)])
def test_a_wrong_or_empty_passphrase_changes_nothing(
    guarded: Desk, old: str, new: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = guarded.vaults[0].read_bytes()
    assert _changed(guarded, old, new, monkeypatch) == code
    assert guarded.vaults[0].read_bytes() == before


def test_both_passphrases_as_two_lines_of_one_descriptor(guarded: Desk, tmp_path: Path) -> None:
    import subprocess
    import sys

    words = [sys.executable, "-m", "qualcode", "vault", "passwd", "--passphrase-fd", "0"]
    done = subprocess.run(
        words, cwd=guarded.project, input=f"{PASSPHRASE}\nen ny fras\n", text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    with (tmp_path / "secret").open("w+") as stream:
        stream.write("en ny fras\n")
        stream.flush()
        stream.seek(0)
        assert guarded.run("vault", "status", "--passphrase-fd", stream.fileno()).code == 0


def test_changing_the_passphrase_of_no_vault(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _changed(study, PASSPHRASE, "en ny", monkeypatch) == 1
    assert study.vaults == []


@pytest.mark.parametrize("damage", [b"", b"QCVAULT1", b"nothing of the kind" * 9])
def test_a_damaged_vault_is_told_and_left_alone(guarded: Desk, damage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded.vaults[0].write_bytes(damage)
    for words in (("vault", "status"), ("quotes", "--json"), ("import", guarded.minutes)):
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        told = guarded.run(*words)
        assert (told.code in (1, 4), told.out, told.err.count("\n")) == (True, "", 1)
    assert guarded.vaults[0].read_bytes() == damage


def test_a_vault_where_the_settings_say(bare: Desk, passphrase: str) -> None:
    settings = bare.project / "qualcode.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('vault = ""', 'vault = "../hemligt/min.vault"'))
    bare.done("vault", "new")
    assert (bare.folder / "hemligt" / "min.vault").is_file()
    assert bare.vaults == []
    assert passphrase


def test_where_no_vault_can_be_made(bare: Desk, passphrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare.folder / "file").write_text(passphrase[:1])
    monkeypatch.setenv("QUALCODE_DATA", str(bare.folder / "file"))
    told = bare.run("vault", "new")
    assert (told.code, told.out) == (1, "")
    assert "cannot be written" in told.err
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    told = bare.run("import", bare.minutes)
    assert (told.code, told.out) == (1, "")
    assert bare.done("status", "--json").json["documents"] == []


def test_a_lost_vault_loses_no_coding(guarded: Desk, passphrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded.done("accept", "--all")
    guarded.done("anonymise", "accept", "--all")
    monkeypatch.setenv("QUALCODE_PASSPHRASE", passphrase)
    before = (guarded.done("matrix", "--json").json, guarded.text("d1"))
    monkeypatch.setenv("QUALCODE_PASSPHRASE", passphrase)
    quoted = guarded.done("quotes", "--json").json
    assert quoted
    monkeypatch.delenv("QUALCODE_PASSPHRASE", raising=False)
    for path in guarded.vaults:
        path.unlink()
    assert (guarded.done("matrix", "--json").json, guarded.text("d1")) == before
    assert guarded.done("quotes", "--json").json == quoted
    hit = next(h for h in guarded.done("anonymise", "list", "d1", "--json").json if h["standing"] == "masked")
    told = guarded.run("anonymise", "reject", hit["id"])
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "kept nowhere" in told.err
    guarded.done("anonymise", "change", hit["id"], "--replacement", "rektorn")
    guarded.done("undo")
    guarded.done("code", "d1", "0", "9", "plans/budget")
