"""The lemma list in its compact form says what simplemma's says, and a file that is gone, old or broken is made again."""

from __future__ import annotations

from pathlib import Path

import pytest
from simplemma.strategies import DefaultDictionaryFactory

from qualcode.language import lemma_table
from qualcode.language.lemma_table import LemmaTable, lemma_list

ROWS = [("planerna", "plan"), ("åtgärders", "åtgärd"), ("é", "é")]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Give the languages whose list was written out, and keep tables of three words in a folder of their own."""
    asked: list[str] = []

    def rows(language: str) -> bytes:
        asked.append(language)
        return "".join(f"{form}\t{lemma}\n" for form, lemma in ROWS).encode()

    monkeypatch.setattr(lemma_table, "_written_out", rows)
    monkeypatch.setenv("QUALCODE_CACHE", str(tmp_path / "kept"))
    return asked


def test_every_form_has_the_lemma_that_simplemma_gives() -> None:
    table = lemma_list("sv")
    listed = list(DefaultDictionaryFactory().get_dictionary("sv").items())
    assert len(listed) > 500_000
    assert [form for form, lemma in listed[::7] if table.get(form) != lemma] == []
    assert table.get("qvxzz") is None
    assert table.endings("stadsplanerna")[0] == ("stadsplanerna", "stadsplan")
    assert table.endings("qvxplanerna")[0] == ("planerna", "plan")
    for odd in ("", "\0", "plan\0", "0001\x0000", "\xff", "plan\xffx"):
        assert table.get(odd) is None
        assert odd not in dict(table.endings(odd))


def test_the_table_is_made_once_and_then_read(small: list[str], tmp_path: Path) -> None:
    for _ in range(3):
        table = lemma_list("sv")
        assert [(form, table.get(form)) for form, _ in ROWS] == ROWS
        assert table.get("plan") is None
    assert small == ["sv"]
    [kept] = (tmp_path / "kept").iterdir()
    assert kept.name.startswith("lemmas-sv-")


@pytest.mark.parametrize("broken", ["", "half", "changed"])
def test_a_broken_table_is_made_again(small: list[str], tmp_path: Path, broken: str) -> None:
    lemma_list("sv")
    [kept] = (tmp_path / "kept").iterdir()
    whole = kept.read_bytes()
    changed = {"": b"", "half": whole[: len(whole) // 2], "changed": whole[:-1] + bytes([whole[-1] ^ 1])}
    kept.write_bytes(changed[broken])
    assert lemma_list("sv").get("planerna") == "plan"
    assert small == ["sv", "sv"]
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_only_time(small: list[str], tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert lemma_list("sv").get("planerna") == "plan"
    assert lemma_list("sv").get("planerna") == "plan"
    assert small == ["sv", "sv"]


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        LemmaTable.made(lambda: ROWS).write(tmp_path / "kept" / "a.trie")
    assert list((tmp_path / "kept").iterdir()) == []
