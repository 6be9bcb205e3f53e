from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.exchange.guide_file import GUIDE, GuideFaultError, read_guide


def put(folder: Path, text: str) -> Path:
    (folder / GUIDE).write_text(text, encoding="utf-8")
    return folder


def test_a_guide_and_its_absence(tmp_path: Path) -> None:
    assert read_guide(tmp_path).defaults is True
    guide = read_guide(
        put(
            tmp_path,
            "areas:\n  plans:\n    headings: [Vad har ni skrivit ner?]\n    words: ['handlingsplan*']\n"
            "defaults: false\nnot-asked:\n  2023: [national-strategy]\n",
        )
    )
    assert guide.headings == {"plans": ("Vad har ni skrivit ner?",)}
    assert guide.words == {"plans": ("handlingsplan*",)}
    assert guide.defaults is False
    assert guide.asked("2024", "national-strategy/x")
    assert not guide.asked("2023", "national-strategy/x")
    assert not guide.asked("2023", "national-strategy")
    assert guide.asked("2023", "national-strategy-more/x")
    assert read_guide(put(tmp_path, "")).headings == {}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- a\n", 1, "begins with"),
        ("areas: {}\nheadings: x\n", 2, "known are areas"),
        ("areas:\n  a b: {headings: [x]}\n", 2, "letters, figures"),
        ("areas:\n  plans: [x]\n", 2, "both lists"),
        ("areas:\n  plans:\n    headings: x\n", 3, "both lists"),
        ("areas:\n  plans:\n    words: [två ord]\n", 3, "one word"),
        ("defaults: kanske\n", 1, "true or false"),
        ("not-asked:\n  '2023': plans\n", 2, "list of areas"),
        ("areas: [\n", 2, "not YAML"),
        ("a: &x [*x]\n", 1, ""),
    ],
)
def test_faults_are_told_by_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(GuideFaultError) as caught:
        read_guide(put(tmp_path, text))
    assert f"line {line}: " in str(caught.value)
    assert said in str(caught.value)
    assert caught.value.exit_code == 2
