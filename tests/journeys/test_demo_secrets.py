"""No byte that is written during a whole demonstration names a person: database, log, temporary files, exports, standard streams."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import ahocorasick
import pytest

ROOT = Path(__file__).resolve().parents[2]
MARKED = ROOT / "corpora" / "marked"
CHARSETS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
_MARK = re.compile(r"‹(person|phone|email|personnummer):([^‹›\n]+)›")


def persons() -> set[str]:
    """Give full names and contact details of the invented people in the demonstration's minutes."""
    found = set()
    for path in sorted(MARKED.glob("*.txt")):
        for kind, words in _MARK.findall(path.read_text(encoding="utf-8")):
            plain = re.sub(r"[*{}+-]{2}|\*\*", "", words).strip()
            if kind != "person" or len(plain.split()) > 1:
                found.add(plain.casefold())
    return found


def texts(path: Path, *, every: bool) -> Iterator[str]:
    data = path.read_bytes()
    blobs = [data]
    if every and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            blobs += [package.read(name) for name in package.namelist()]
    for blob in blobs:
        for charset in CHARSETS if every else CHARSETS[:1]:
            for shift in (0, 1) if charset.startswith("utf-16") else (0,):
                yield blob[shift:].decode(charset, "ignore").casefold()


class Search:
    """Looks for all names at once."""

    def __init__(self, names: set[str]) -> None:
        self.automaton = ahocorasick.Automaton()
        for name in names:
            self.automaton.add_word(name, name)
        self.automaton.make_automaton()

    def found(self, folders: list[Path], aside: Path, *, every: bool) -> set[str]:
        told = set()
        for folder in folders:
            for path in folder.rglob("*"):
                if aside in path.parents:
                    continue
                try:
                    if path.is_file():
                        said = (name for text in texts(path, every=every) for _, name in self.automaton.iter(text))
                        told |= {f"{name} in {path.name}" for name in said}
                except (FileNotFoundError, zipfile.BadZipFile):
                    # A temporary file that is gone by now, or is being written.
                    continue
        return told


@pytest.mark.skipif(not MARKED.is_dir(), reason="the marked sources are in the repository only")
def test_no_byte_written_during_the_demonstration_names_a_person(tmp_path: Path) -> None:
    names = persons()
    assert len(names) > 100
    search = Search(names)
    home, temporary, demo = tmp_path / "home", tmp_path / "tmp", tmp_path / "demo"
    for folder in (home, temporary, demo):
        folder.mkdir()
    (temporary / "probe").write_text(f"hos {min(names).upper()}", encoding="utf-16")
    assert search.found([temporary], tmp_path / "nowhere", every=True), "the search finds nothing at all"
    (temporary / "probe").unlink()
    told: set[str] = set()
    surroundings = {
        **os.environ,
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "QUALCODE_DATA": str(home / "data"),
        "MPLCONFIGDIR": str(home / "mpl"),
    }
    sources = demo / "corpora"
    with (
        (tmp_path / "out.txt").open("wb") as out,
        (tmp_path / "err.txt").open("wb") as err,
        subprocess.Popen(
            [sys.executable, "-m", "qualcode", "demo", str(demo)],
            cwd=tmp_path,
            env=surroundings,
            stdout=out,
            stderr=err,
        ) as process,
    ):
        while process.poll() is None:
            # What comes and goes while it works: the log of the database, temporary files.
            told |= search.found([temporary, home, demo], sources, every=False)
            time.sleep(0.3)
    assert process.returncode == 0, (tmp_path / "err.txt").read_text(encoding="utf-8")
    told |= search.found([tmp_path], sources, every=True)
    assert told == set()
    assert list(temporary.iterdir()) == [], "a temporary file was left"
