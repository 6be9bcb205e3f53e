"""The codebooks that come with the program, as those who code read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualcode.domain.coding import CellStatus
from qualcode.exchange.codebook_files import load

BOOKS = sorted((Path(__file__).parents[2] / "codebooks").glob("*.yaml"))
IDS = re.compile(rf"\b({'|'.join(s.value for s in CellStatus)})\b", re.IGNORECASE)


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_swedish_words_tell_statuses_in_swedish(path: Path) -> None:
    for code in load(path).walk():
        for told in (code.names, code.brief, code.definition, code.use_when, code.not_when):
            assert IDS.search(told.get("sv", "")) is None, (code.path, told["sv"])
