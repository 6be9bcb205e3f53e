"""The marks of Markdown are taken out of what cards show, and spans move along."""

from __future__ import annotations

import pytest

from qualcode.domain.spans import Span
from qualcode.tui.plain_text import plain, plain_bit, without_marks


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


@pytest.mark.parametrize(
    ("bit", "shown"),
    [
        ("– vad som sades *Version 2, efter", "– vad som sades Version 2, efter"),
        ('anmärkning".* **Närvarande:**', 'anmärkning". Närvarande:'),
        ("## Ledning", "Ledning"),
        ("#", ""),
        ("fil_namn och 5 * 3", "fil_namn och 5 * 3"),
    ],
)
def test_a_bit_of_a_text_loses_marks_whose_fellows_lie_outside(bit: str, shown: str) -> None:
    assert plain_bit(bit) == shown


def test_a_span_still_holds_its_words() -> None:
    text = "- Rådet **leder** arbetet."
    at = text.index("leder")
    moved = without_marks(text).mover()(Span(at, at + len("leder")))
    assert moved.of(plain(text)) == "leder"
