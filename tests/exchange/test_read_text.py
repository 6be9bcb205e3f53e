from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.charsets import decode
from qualcode.exchange.line_marks import plain_blocks
from qualcode.exchange.read_text import read

SWEDISH = "Åsa sa att planen är färdig – på väg till nämnden i Älvsbyn.\nFöljs upp i år."


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_charsets_of_offices(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SWEDISH.encode(charset))
    raw = read(path)
    assert raw.text == SWEDISH
    assert bool(raw.notices) == (charset not in ("utf-8", "utf-8-sig"))


@pytest.mark.parametrize("charset", ["latin-1", "cp850"])
def test_charsets_without_dashes(tmp_path: Path, charset: str) -> None:
    text = SWEDISH.replace("–", "-")
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(charset))
    assert read(path).text == text


def test_line_ends_marks_and_letters_are_evened_out() -> None:
    data = ("\ufeffett\r\ntvå\rtre\n" + unicodedata.normalize("NFD", "å") + "\x1a").encode()
    assert decode(data, "x")[0] == "ett\ntvå\ntre\nå"


def test_letters_that_were_spoilt_before_are_told() -> None:
    _, notices = decode("Ã…sa gÃ¥r".encode(), "x")
    assert "wrong charset before (Ã¥ for å): 2." in str(notices[0])


def test_notes_of_one_paragraph_have_no_title() -> None:
    said = "Vi har en samordnare och ett nätverk."
    assert [str(b.kind) for b in plain_blocks(said)] == ["paragraph"]
    assert [str(b.kind) for b in plain_blocks("Dialog om nätverk, 3 okt.\n\n" + said)] == ["title", "paragraph"]


def test_lines_of_a_typed_text() -> None:
    text = (
        "Dialog med länet, 3/12\n==========\n\nMED\n- Ann, chef\n  * under\n1. först\n2) sedan\n– Jo, sa hon.\n-23 grader.\n\n"
        "3. PLANER\ntext här\n\nUnderrubrik\n-----------\n\nDeltog från länet:\nÖvrigt\n---\n\nÖK 2024\nNej. HSL\n"
    )
    found = [(str(b.kind), b.level, b.span.of(text)) for b in plain_blocks(text)]
    assert found == [
        ("title", 0, "Dialog med länet, 3/12"),
        ("heading", 1, "MED"),
        ("bullet", 1, "Ann, chef"),
        ("bullet", 2, "under"),
        ("bullet", 1, "först"),
        ("bullet", 1, "sedan"),
        ("bullet", 1, "Jo, sa hon."),
        ("paragraph", 0, "-23 grader."),
        ("heading", 1, "PLANER"),
        ("paragraph", 0, "text här"),
        ("heading", 2, "Underrubrik"),
        ("heading", 2, "Deltog från länet:"),
        ("heading", 2, "Övrigt"),
        ("heading", 1, "ÖK 2024"),
        ("paragraph", 0, "Nej. HSL"),
    ]


@given(st.text(alphabet="aÅ -*#:.1|\n\t=", max_size=120))
def test_blocks_are_in_order_apart_and_without_spaces(text: str) -> None:
    blocks = plain_blocks(text)
    assert all(one.span.end <= two.span.start for one, two in pairwise(blocks))
    assert all(b.span.of(text) == b.span.of(text).strip() != "" and "\n" not in b.span.of(text) for b in blocks)


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    from qualcode.domain.errors import QualcodeError

    try:
        text, _ = decode(data, "x")
    except QualcodeError as fault:
        said = str(fault)
    else:
        said = "x"
        assert "\r" not in text
        assert "\0" not in text
        assert unicodedata.is_normalized("NFC", text)
    assert "x" in said
