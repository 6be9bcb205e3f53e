"""Letters that the minutes explain lead to people, in the legend and wherever the letters stand."""

from __future__ import annotations

import pytest

from qualcode.anonymise.roster import roster
from qualcode.usecases.hiding import hide


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("DS = Dag Sunnemo, region. TM = Tom Munkfors, public health. Q = us.", ["Dag Sunnemo", "Tom Munkfors"]),
        ("AK: Anna Karlsson (samordnare)\nTÅ: Torsten Åberg, strateg", ["Anna Karlsson", "Torsten Åberg"]),
        ("VO = Vjosa Osmani, kurator; MR = Mehmet Rashid, rektor.", ["Vjosa Osmani", "Mehmet Rashid"]),
        ("NV = Nära Vård. LG = Länets Ledningsgrupp. RÖ: Region Örebro.", []),
        ("AB: Anna Karlsson tog över.", []),
    ],
)
def test_who_stands_beside_their_own_initials_takes_part(text: str, names: list[str]) -> None:
    assert [person.name for person in roster(text).participants] == names


def test_the_letters_are_hidden_as_the_name_is() -> None:
    text = "DS = Dag Sunnemo, regionen.\nTM = Tom Munkfors, folkhälsa.\n\nVem styr?\n\nDS: Vi gör det.\n\nTM: Nej."
    hidden = hide(text).text
    for name in ("Sunnemo", "Munkfors", "DS", "TM"):
        assert name not in hidden


def test_a_common_given_name_is_nobodys_law() -> None:
    assert "Elsa" not in hide("Vi frågade Elsa om planen. Elsa visste inte.").text
