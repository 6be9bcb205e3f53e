"""Commands on a disk that is full, or that cannot be written: `python full_disk.py MODE DESK PLACE COMMAND...`.

Run inside a mount namespace of its own (`unshare -rm`): PLACE becomes a small disk in memory, DESK is copied onto it, and COMMAND is
run there. MODE "full": again and again with a little more room left each time, until it succeeds. MODE "read-only": once, after the
disk was mounted so that nothing can be written. Prints JSON lines: what each run said, and what was found wrong after it.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.endurance.test_kills import OLD_EXPORT, PASSPHRASE, check_vault, tables

SIZE = 64_000_000
ROOMS = (0, 4_096, 20_480, 61_440, 122_880, 245_760, 491_520, 983_040, 4_000_000)
"""Bytes left: nothing, a page, less and more than a transaction's, a copy's and an export's."""
NEW_PASSPHRASE = "fyra blå tranor"  # noqa: S105 - of vaults that live as long as a test
_SAID_ANYWAY = ("Next:", "The vault is closed", "Files:")
"""Beginnings of lines that a run may say beside its one sentence."""


def run(desk: Path, *words: str) -> tuple[int, str, str]:
    """Run a command on the project and give its code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "--project", "study", "--lang", "en", *words],
        cwd=desk,
        env={**os.environ, "QUALCODE_DATA": str(desk / "data"), "QUALCODE_PASSPHRASE": PASSPHRASE},
        input=f"{NEW_PASSPHRASE}\n",
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stdout, done.stderr


def fill(place: Path, room: int) -> None:
    """Leave so many bytes of the disk."""
    with (place / "ballast").open("wb") as ballast:
        ballast.truncate(0)
        stat = os.statvfs(place)
        left = max(0, stat.f_bavail * stat.f_frsize - room)
        os.posix_fallocate(ballast.fileno(), 0, left) if left else None


def everything(desk: Path) -> dict[str, Any]:
    """Give the rows of every table that commands write; a memo's too."""
    found = tables(desk)
    with closing(sqlite3.connect(desk / "study" / "project.db")) as plain:
        found["memo"] = sorted(map(repr, plain.execute("SELECT * FROM memo")))
    return found


def originals(desk: Path) -> str:
    """Tell which passphrase opens the vault, after looking whether it holds what the project speaks of."""
    from qualcode.anonymise.vault import Vault, WrongPassphraseError

    for path in (desk / "data" / "vaults").glob("*.vault"):
        try:
            Vault.open(path, NEW_PASSPHRASE)
        except WrongPassphraseError:
            check_vault(desk)
            return "old"
        return "new"
    return "none"


def faults_of(desk: Path, code: int, err: str, was: dict[str, Any], wanted: dict[str, Any], name: str) -> list[str]:
    """Give what is wrong after a run on a full disk."""
    copy = desk.parent.parent / "looked-at"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(desk, copy)
    with closing(sqlite3.connect(copy / "study" / "project.db")) as plain:
        damaged = plain.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    return [
        *(["the database is damaged"] if damaged else []),
        *said_badly(code, err, 4 if name == "import" else 1),
        *(done_badly(everything(copy), wanted) if code == 0 else changed_badly(everything(copy), was, wanted, name)),
        *kept_badly(desk, copy, code, name),
    ]


def said_badly(code: int, err: str, most: int) -> list[str]:
    """See that a failure has its code and its sentence."""
    lines = [line for line in err.splitlines() if line.strip() and not line.startswith(_SAID_ANYWAY)]
    return [
        *([f"exit code {code}"] if code not in (0, 1, 3) else []),
        *(["a traceback or what nobody foresaw"] if "Traceback" in err or "unforeseen" in err else []),
        *([f"{len(lines)} sentences"] if code and not 1 <= len(lines) <= most else []),
    ]


def done_badly(now: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """See that what was acknowledged is there."""
    missing = [table for table, rows in now.items() if rows != wanted[table]]
    return [f"an acknowledged change is missing: {missing}"] if missing else []


def changed_badly(now: dict[str, Any], was: dict[str, Any], wanted: dict[str, Any], name: str) -> list[str]:
    """See that nothing was changed by what was refused; of an import whole documents may have come in."""
    if name != "import":
        changed = [table for table, rows in now.items() if rows != was[table]]
        return [f"changed though refused: {changed}"] if changed else []
    torn = [t for t, rows in now.items() if t not in ("step", "event") and not set(rows) <= set(wanted[t])]
    return [f"torn: {torn}"] if torn or len(now["step"]) != len(now["document"]) else []


def kept_badly(desk: Path, copy: Path, code: int, name: str) -> list[str]:
    """See that the vault is whole, and that no file is half-written, gone or left behind."""
    kept = originals(copy)
    vault = name == "vault" and kept != ("new" if code == 0 else "old")
    left = [str(p.relative_to(desk)) for p in desk.rglob(".qualcode-*")]
    replaced = code and (desk / "out" / "matrix.docx").read_bytes() != OLD_EXPORT
    half = code and any((desk / "out").glob("studie*"))
    return [
        *([f"the vault opens with the {kept} passphrase"] if vault else []),
        *([f"left behind: {left}"] if left else []),
        *(["the earlier export is gone"] if replaced else []),
        *(["half an export"] if half else []),
    ]


def on_full_disk(desk: Path, place: Path, name: str, words: list[str]) -> None:
    """Try a command with more and more room, until it succeeds; then free the disk and see that it can be done after each failure."""
    whole = place.parent / "whole"
    shutil.copytree(desk, whole)
    was = everything(whole)
    code, _, err = run(whole, *words)
    assert code == 0, err
    wanted = everything(whole)
    for room in ROOMS:
        here = place / "desk"
        shutil.rmtree(here, ignore_errors=True)
        (place / "ballast").unlink(missing_ok=True)
        shutil.copytree(desk, here)
        fill(place, room)
        code, _, err = run(here, *words)
        wrong = faults_of(here, code, err, was, wanted, name)
        if room == 0:
            read, _, said = run(here, "status", "--json")
            wrong += [f"cannot be read while the disk is full: {said}"] if read else []
        (place / "ballast").unlink()
        if code:
            again, _, said = run(here, *words)
            now = everything(here)
            wrong += [f"not done after room was made: {said}"] if again else []
            wrong += [
                f"after room was made, other rows: {t}"
                for t in now
                if t not in ("step", "event") and now[t] != wanted[t]
            ]
        tell({"room": room, "code": code, "said": err.strip(), "wrong": wrong})
        if code == 0:
            return


def on_read_only_disk(desk: Path, place: Path, words: list[str]) -> None:
    """Read and try to write where nothing can be written."""
    here = place / "desk"
    shutil.copytree(desk, here)
    before = {str(p): p.read_bytes() for p in here.rglob("*") if p.is_file()}
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    code, _, err = run(here, *words)
    wrong = []
    if code != 1 or err.count("\n") != 1 or "unforeseen" in err:
        wrong.append("no single sentence")
    for reading in (("status", "--json"), ("matrix", "--json"), ("history", "--json"), ("frequencies", "--json")):
        read, _, said = run(here, *reading)
        if read:
            wrong.append(f"{reading[0]} cannot be read: {said}")
    if {str(p): p.read_bytes() for p in here.rglob("*") if p.is_file()} != before:
        wrong.append("something was written")
    tell({"code": code, "said": err.strip(), "wrong": wrong})


def tell(found: dict[str, Any]) -> None:
    """Give what was found to who started this process."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make the disk and try the command."""
    mode, desk, place, name, *words = sys.argv[1:]
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], check=True)
    if mode == "full":
        on_full_disk(Path(desk), Path(place), name, words)
    else:
        on_read_only_disk(Path(desk), Path(place), words)


if __name__ == "__main__":
    main()
