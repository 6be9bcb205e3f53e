"""Words that do not fit a command, and files and streams that cannot be used: one sentence in the reader's language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk


@pytest.mark.parametrize("group", ["anonymise", "vault", "codebook", "config"])
def test_a_group_without_a_command_shows_its_help_on_stderr(bare: Desk, group: str) -> None:
    told = bare.run(group)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"Usage: qualcode {group}")
    assert "See `" not in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "x", "--wave"), "--wave måste följas av ett värde. Se `qualcode --help`.\n"),
        (("status", "foo"), "Det här är mer än vad kommandot tar emot: foo. Se `qualcode status --help`.\n"),
        (("accept",), "Ange vilka: id, --code, --document, --min-score, --like eller --all.\n"),
        (("memo", "d1"), "En anteckning behöver TARGET och TEXT; --list visar anteckningarna.\n"),
    ],
)
def test_wrong_words_in_swedish(bare: Desk, words: tuple[str, ...], said: str) -> None:
    told = bare.run(*words, "--lang", "sv")
    assert (told.code, told.err) == (2, said)


def closed(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Make reading a path fail, as it does for those who may not (the tests may run as root, who may everything)."""
    read_bytes, read_text = Path.read_bytes, Path.read_text

    def refuse(self: Path) -> None:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))

    def bytes_of(self: Path) -> bytes:
        refuse(self)
        return read_bytes(self)

    def text_of(self: Path, *args: object, **kwargs: object) -> str:
        refuse(self)
        return read_text(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "read_bytes", bytes_of)
    monkeypatch.setattr(Path, "read_text", text_of)


def test_files_that_may_not_be_read(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    note = bare.folder / "x.txt"
    note.write_text("Hej.\n", encoding="utf-8")
    for path, words in (
        (note, ("anonymise", "try", note, "--text-only")),
        (note, ("import", note)),
        (bare.project / "qualcode.toml", ("status",)),
        (bare.project / "codebooks" / "small.yaml", ("suggest",)),
    ):
        with monkeypatch.context() as patched:
            closed(patched, path)
            told = bare.run(*words)
        assert told.code == 1
        assert told.err.startswith(f"{path} cannot be read")
        assert "unforeseen" not in told.err


def test_a_folder_where_a_file_belongs(bare: Desk) -> None:
    for words in (("leakcheck", bare.minutes), ("anonymise", "try", bare.minutes)):
        told = bare.run(*words)
        assert told.code == 1
        assert "is not a file" in told.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_and_closed_streams(bare: Desk) -> None:
    program = f"{sys.executable} -m qualcode --lang en --project {bare.project}"
    told = subprocess.run(f"{program} status > /dev/full", shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert told.returncode == 1
    assert told.stderr.startswith("The output cannot be read or written (No space left on device)")
    assert told.stderr.count("\n") == 1
    for stream in (">&-", "2>&-"):
        told = subprocess.run(f"{program} status {stream}", shell=True, capture_output=True, text=True, check=False)  # noqa: S602
        assert (told.returncode, "unforeseen" in told.stderr) == (0, False)
