"""A change of passphrase that is killed at any moment leaves a vault that one of the two opens, whole and for its owner alone."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualcode.anonymise.vault import Vault, WrongPassphraseError
from qualcode.domain.finding import HitType

OLD, NEW = "fyra gröna ord till", "sju blåa kannor"
KILLS = 6
SPREAD = 0.35
"""Seconds: two or three changes of the passphrase."""
_CHANGING = """
import sys
from pathlib import Path
from qualcode.anonymise.vault import Vault
old, new = sys.argv[2:]
vault = Vault.open(Path(sys.argv[1]), old)
print("ready", flush=True)
while True:
    vault.change_passphrase(new)
    vault.change_passphrase(old)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_a_killed_change_of_passphrase_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "vault"
    vault = Vault.create(path, OLD)
    for number in range(2000):
        vault.put(f"Namn Namnsson {number}", HitType.PERSON)
    vault.save()
    wanted = set(vault.originals())
    chance = random.Random(7)  # noqa: S311 - chance that can be repeated
    seen: set[str] = set()
    phrase = OLD
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", _CHANGING, str(path), phrase, NEW if phrase == OLD else OLD],
            stdout=subprocess.PIPE,
            env=dict(os.environ),
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(chance.random() * SPREAD)
            process.send_signal(signal.SIGKILL)
        opened, phrase = _opened(path)
        seen.add(phrase)
        assert set(opened.originals()) == wanted
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    # What the killed left half-written goes with the next save.
    opened.save()
    assert [p.name for p in tmp_path.iterdir()] == ["vault"]


def _opened(path: Path) -> tuple[Vault, str]:
    for phrase in (OLD, NEW):
        try:
            return Vault.open(path, phrase), phrase
        except WrongPassphraseError:
            continue
    pytest.fail("neither passphrase opens the vault")


def test_half_written_files_of_a_killed_process_are_cleared(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "vault", OLD)
    (tmp_path / ".vault-abc").write_bytes(b"QCVAULT1 half")
    (tmp_path / "other.vault").write_bytes(b"of another project")
    vault.put("Namn Namnsson", HitType.PERSON)
    vault.save()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.vault", "vault"]


def test_who_was_forgotten_does_not_come_back_from_another_process(tmp_path: Path) -> None:
    from qualcode.domain.minutes import Participant

    one = Vault.create(tmp_path / "vault", OLD)
    one.register.learn([Participant("Namn Namnsson", "rektor")], "Skåne län")
    key = one.put("Namn Namnsson", HitType.PERSON)
    one.save()
    other = Vault.open(one.path, OLD)
    other.put("Ann Annsson", HitType.PERSON)
    other.save()
    assert one.forget(key)
    assert one.forget_person("Namn Namnsson")
    one.save()
    again = Vault.open(one.path, OLD)
    assert {o.text for o in again.originals()} == {"Ann Annsson"}
    assert again.register.everyone() == ()
