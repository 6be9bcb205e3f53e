"""Short lines as minutes have them: everybody named in them is hidden, and lines that look alike name nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level

_TEXT = (Path(__file__).parent / "short_lines.tsv").read_text(encoding="utf-8")
_ROWS = [
    [part.replace("\\n", "\n") for part in line.split("\t")] for line in _TEXT.splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize("row", [row for row in _ROWS if len(row) > 1], ids=lambda row: row[0])
def test_everybody_named_in_a_line_is_hidden(row: list[str]) -> None:
    text, *names = row
    done = pseudonymise(text, level=Level.STORED)
    hidden = {at for hit in done.hits for at in range(hit.start, hit.end)}
    for name in names:
        start = text.index(name)
        letters = [at for at in range(start, start + len(name)) if text[at].isalnum()]
        assert hidden.issuperset(letters), (name, [hit.text for hit in done.hits])


@pytest.mark.parametrize("row", [row for row in _ROWS if len(row) == 1], ids=lambda row: row[0])
def test_a_line_that_looks_alike_stays_as_it_is(row: list[str]) -> None:
    assert pseudonymise(row[0], level=Level.STORED).hits == ()


def test_there_are_lines_of_both_kinds() -> None:
    naming = sum(len(row) > 1 for row in _ROWS)
    assert min(naming, len(_ROWS) - naming) > 100
