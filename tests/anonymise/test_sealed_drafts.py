"""Drafts on the disk: sealed, whole, each under a key of its own that goes with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from qualcode.anonymise.sealed_drafts import SealedDrafts
from qualcode.domain.errors import FolderReadOnlyError

WORDS = "Gunhild Frankelius sa något annat".encode()
DAY = 86_400


def files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def test_a_draft_is_given_back_until_it_is_dropped(tmp_path: Path) -> None:
    drafts = SealedDrafts(tmp_path, "p")
    assert drafts.get("a") is None
    drafts.put("a", WORDS)
    drafts.put("b", b"annat")
    assert drafts.get("a") == WORDS
    drafts.put("a", WORDS * 2)
    assert SealedDrafts(tmp_path, "p").get("a") == WORDS * 2
    drafts.drop("a")
    assert drafts.get("a") is None
    assert drafts.get("b") == b"annat"
    assert {p.name for p in files(tmp_path)} == {"b"}
    drafts.drop("a")


def test_no_word_lies_on_the_disk_and_only_the_owner_reads(tmp_path: Path) -> None:
    drafts = SealedDrafts(tmp_path, "p")
    drafts.put("a", WORDS)
    first = (tmp_path / "drafts" / "p" / "a").read_bytes()
    drafts.put("a", WORDS)
    assert (tmp_path / "drafts" / "p" / "a").read_bytes() != first, "each writing has a nonce of its own"
    assert len(files(tmp_path)) == 2
    for path in files(tmp_path):
        assert b"Frankelius" not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("part", ["drafts", "draft-keys"])
def test_a_draft_that_its_key_does_not_open_is_none(tmp_path: Path, part: str) -> None:
    drafts = SealedDrafts(tmp_path, "p")
    drafts.put("a", WORDS)
    path = tmp_path / part / "p" / "a"
    path.write_bytes(bytes(len(path.read_bytes())))
    assert drafts.get("a") is None
    path.write_bytes(b"x")
    assert drafts.get("a") is None
    path.unlink()
    assert drafts.get("a") is None


def test_a_draft_is_of_its_name_alone(tmp_path: Path) -> None:
    drafts = SealedDrafts(tmp_path, "p")
    drafts.put("a", WORDS)
    for part in ("drafts", "draft-keys"):
        (tmp_path / part / "p" / "a").rename(tmp_path / part / "p" / "b")
    assert drafts.get("b") is None


def test_old_drafts_go_with_what_was_left_half_written(tmp_path: Path) -> None:
    drafts = SealedDrafts(tmp_path, "p")
    for name in ("old", "new"):
        drafts.put(name, WORDS)
    (tmp_path / "drafts" / "p" / ".vault-half").write_bytes(b"x")
    for path in (tmp_path / "drafts" / "p" / "old", tmp_path / "drafts" / "p" / ".vault-half"):
        ago = path.stat().st_mtime - 91 * DAY
        os.utime(path, (ago, ago))
    SealedDrafts(tmp_path, "another").clear(90)
    assert {p.name for p in files(tmp_path)} == {"new"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file in the way")
    with pytest.raises(FolderReadOnlyError):
        SealedDrafts(tmp_path, "p").put("a", WORDS)


def test_all_drafts_of_a_project_go_at_once_and_no_others(tmp_path: Path) -> None:
    drafts, other = SealedDrafts(tmp_path, "p"), SealedDrafts(tmp_path, "q")
    for name in ("a", "b"):
        drafts.put(name, WORDS)
    other.put("a", WORDS)
    assert drafts.get("a") == other.get("a") == WORDS
    drafts.drop_all()
    assert drafts.get("a") is drafts.get("b") is None
    assert other.get("a") == WORDS
    assert {p.parent.name for p in files(tmp_path)} == {"q"}
