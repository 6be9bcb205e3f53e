from __future__ import annotations

from collections.abc import Iterator

import pytest

from qualcode.anonymise.leakcheck import LeakChecker, leaks
from qualcode.anonymise.vault import Original
from qualcode.domain.finding import Audience, HitType

_ORIGINALS = (
    Original("v1", "Åsa Lindqvist", HitType.PERSON),
    Original("v2", "Åsa", HitType.PERSON),
    Original("v3", "Sten", HitType.PERSON),
    Original("v4", "Wretling", HitType.PERSON),
    Original("v5", "Nätverk Fyren", HitType.GROUP),
    Original("v6", "bo@x.example", HitType.EMAIL),
    Original("v7", "Al", HitType.PERSON),
)


def _texts(text: str, audience: Audience = Audience.INTERNAL, exempt: frozenset[str] = frozenset()) -> list[str]:
    return [
        leak.text
        for leak in leaks([("word/document.xml", text)], originals=_ORIGINALS, audience=audience, exempt=exempt)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Det sa Wretling.", ["Wretling"]),
        ("Wretlings plan", ["Wretlings"]),
        ("WRETLING", ["WRETLING"]),
        ("Åsa Lindqvist och Åsas plan", ["Åsa Lindqvist", "Åsas"]),
        ("wretling i gemener", []),
        ("Wretlingska huset", []),
        ("omWretling", []),
        ("(Wretling)", ["Wretling"]),
        ("Mejla bo@x.example.", ["bo@x.example"]),
        ("Ring 070-174 06 12", ["070-174 06 12"]),
        ("numret 911107-9803 stod", ["911107-9803"]),
        ("Al är för kort", []),
        ("", []),
    ],
)
def test_originals_and_contacts(text: str, found: list[str]) -> None:
    assert _texts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sten på sten", []),
        ("en sten till", []),
        ("Det sa Sten i går.", ["Sten"]),
        ("Sten sa det.", ["Sten"]),
        ("Sten: Ja.", ["Sten"]),
    ],
)
def test_a_name_that_is_a_word_counts_in_context_only(text: str, found: list[str]) -> None:
    assert _texts(text) == found


def test_places_and_groups_leak_for_the_published_audience_alone() -> None:
    text = "I Skåne finns Nätverk Fyren och Höörs kommun."
    assert _texts(text) == []
    assert _texts(text, Audience.PUBLISHED) == ["Skåne", "Nätverk Fyren", "Höörs kommun"]


def test_an_exempt_text_is_innocent_as_a_whole_cell_only() -> None:
    exempt = frozenset({"Skåne län"})
    assert _texts("Skåne län", Audience.PUBLISHED, exempt) == []
    assert _texts("Skåne län\tplanerad\nannat", Audience.PUBLISHED, exempt) == []
    assert _texts("I Skåne län går det", Audience.PUBLISHED, exempt) == ["Skåne län"]


def test_exempt_texts_may_hold_for_one_part() -> None:
    parts = [("a", "Skåne län"), ("b", "Skåne län")]
    found = leaks(parts, audience=Audience.PUBLISHED, exempt={"a": frozenset({"Skåne län"})})
    assert [leak.part for leak in found] == ["b"]


def test_ids_are_stable_and_can_be_waived() -> None:
    one = leaks([("a", "Det sa Wretling.")], originals=_ORIGINALS)[0]
    two = leaks([("a", "Mer text. Det sa Wretling.")], originals=_ORIGINALS)[0]
    assert one.id == two.id
    assert one.id != leaks([("b", "Det sa Wretling.")], originals=_ORIGINALS)[0].id
    assert leaks([("a", "Det sa Wretling.")], originals=_ORIGINALS, waived=frozenset({one.id})) == ()
    assert "Wretling" not in one.id
    assert one.type is HitType.PERSON


def test_parts_are_read_one_at_a_time() -> None:
    seen: list[str] = []

    def _parts() -> Iterator[tuple[str, str]]:
        for name in ("a", "b"):
            seen.append(name)
            yield name, "Det sa Wretling."

    found = LeakChecker(_ORIGINALS, Audience.INTERNAL).check(_parts())
    assert next(found).part == "a"
    assert seen == ["a"]


def test_no_originals_and_no_parts() -> None:
    assert leaks([]) == ()
    assert leaks([("a", "länssamordnaren sa att planen finns")]) == ()
