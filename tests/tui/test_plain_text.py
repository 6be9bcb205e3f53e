"""The marks of Markdown are taken out of what cards show, and spans move along."""

from __future__ import annotations

import pytest

from qualcode.domain.spans import Span
from qualcode.tui.plain_text import plain, without_marks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## Ledning\n\n- Rådet **leder** arbetet.", "Ledning\n\n• Rådet leder arbetet."),
        ("**Närvarande:** länssamordnaren, *kallad* Eva", "Närvarande: länssamordnaren, kallad Eva"),
        ("> Vi _vill_ ha besked.", "Vi vill ha besked."),
        ("5 * 3 är 15, fil_namn_ett och *analys", "5 * 3 är 15, fil_namn_ett och *analys"),
        ("  * inskjutet", "  • inskjutet"),
        ("Att – kanske – skriva", "Att – kanske – skriva"),
        ("", ""),
    ],
)
def test_marks_are_left_out_and_words_are_not(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_span_still_holds_its_words() -> None:
    text = "- Rådet **leder** arbetet."
    at = text.index("leder")
    moved = without_marks(text).mover()(Span(at, at + len("leder")))
    assert moved.of(plain(text)) == "leder"
