"""Participants in front matter: whatever form they are written in, their names are hidden."""

from __future__ import annotations

import pytest

from qualcode.domain.minutes import Participant, RawDocument
from qualcode.usecases.front_people import front_people, together


def raw(**front: object) -> RawDocument:
    return RawDocument("x.md", "md", "0", "Hej.", (), front=front)


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        (
            {"participants": [{"name": "Stellan Orrfot", "role": "samordnare", "organisation": "regionen"}]},
            [("Stellan Orrfot", "samordnare", "regionen")],
        ),
        ({"Deltagare": [{"Namn": "Stellan Orrfot", "funktion": "samordnare"}]}, [("Stellan Orrfot", "samordnare", "")]),
        ({"participants": ["Stellan Orrfot"]}, [("Stellan Orrfot", "", "")]),
        ({"participants": ["Stellan Orrfot, samordnare, regionen"]}, [("Stellan Orrfot", "samordnare", "regionen")]),
        ({"närvarande": ["Stellan Orrfot (samordnare)"]}, [("Stellan Orrfot", "samordnare", "")]),
        ({"participants": ["Stellan Orrfot – samordnare"]}, [("Stellan Orrfot", "samordnare", "")]),
        (
            {"deltagare": "Stellan Orrfot (samordnare), Gullvi Tranmark (skolchef)"},
            [("Stellan Orrfot", "samordnare", ""), ("Gullvi Tranmark", "skolchef", "")],
        ),
        ({"participants": "Tranmark"}, [("Tranmark", "", "")]),
        ({"participants": [{"role": "samordnare"}, 7, "", None]}, []),
        ({"participants": 7}, []),
        ({}, []),
    ],
)
def test_every_form(front: dict[str, object], wanted: list[tuple[str, str, str]]) -> None:
    assert [(p.name, p.role, p.organisation) for p in front_people(raw(**front))] == wanted


def test_a_person_listed_twice_is_one_and_the_agencys_when_either_list_says_so() -> None:
    both = together(
        [
            Participant("Stellan Orrfot", "samordnare"),
            Participant("Gullvi Tranmark"),
            Participant("STELLAN  ORRFOT", "chef"),
            Participant("Gullvi Tranmark", agency=True),
        ]
    )
    assert [(p.name, p.role, p.agency) for p in both] == [
        ("Stellan Orrfot", "samordnare", False),
        ("Gullvi Tranmark", "", True),
    ]
