"""What a semicolon joins is two statements where each part says something of its own (`engine.statements`)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from qualcode.engine.statements import statements


def _of(text: str) -> list[str]:
    return [text[start:end] for start, end in statements(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Skolan är inte med i gruppen; politikerna beslutar om medlen.",
        "Nätverket träffas varje månad; samordnaren har slutat.",
        "The schools are not in the group; politicians have the last word.",
        "Länet antog en handlingsplan 2022; en plan för suicidprevention saknas.",
        "Handlingsplanen antogs i våras; det finns inget stöd till efterlevande.",
        "Gotland adopted its plan in 2022; a plan for suicide prevention is missing.",
    ],
)
def test_what_says_something_of_its_own_is_a_statement(text: str) -> None:
    before, _, after = text.partition("; ")
    assert _of(text) == [before, after]


@pytest.mark.parametrize(
    "text",
    [
        "Vi har en samordnare; ett nätverk; kurser i MHFA.",
        "Länet har en plan; den gick ut i våras.",
        "Regionen har en samordnare; en ny är utsedd.",
        "Länet saknar nätverk; ett ska startas i höst.",
        "Länet har en plan; det är bra.",
        "Cheferna (socialchefen sitter med; skolchefen är inte med) beslutar.",
        "Hon sade ”vi har en plan; kommunerna följer planen” och log.",
        "The county has a plan; it ran out in spring.",
        ";",
        "Ja; nej; kanske",
    ],
)
def test_things_in_a_row_and_what_goes_on_stay_together(text: str) -> None:
    assert len(_of(text)) <= 1


def test_statements_lie_in_order_and_inside_of_the_passage() -> None:
    text = "Borta; kommunerna är med; regionen leder gruppen;  skolan deltar inte. Därefter beslutar politikerna; "
    places = statements(text, 6, len(text))
    assert all(6 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= two[0] for one, two in pairwise(places))
    assert [text[start:end] for start, end in places][1:3] == ["regionen leder gruppen", "skolan deltar inte."]
