from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anonymise.leakcheck import LeakChecker, leaks
from qualcode.anonymise.policy import Policy
from qualcode.anonymise.vault import Original
from qualcode.domain.finding import Audience, HitType, machine_part

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


def test_ids_are_keyed_and_stand_for_words_and_their_surroundings() -> None:
    def ids(text: str, key: bytes = b"k", part: str = "a") -> list[str]:
        return [leak.id for leak in leaks([(part, text)], originals=_ORIGINALS, key=key)]

    [one] = ids("Det sa Wretling.")
    assert ids("Först en rad.\nDet sa Wretling.", part="b") == [one]
    assert ids("Det sa aldrig Wretling.") != [one]
    assert ids("Det sa Wretling.", b"annan") != [one]
    assert ids("Det sa Wretling.", b"") == [""]
    assert "Wretling" not in one


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Det sa Wret-\nling i går.", ["Wret-\nling"]),
        ("Det sa Wret\u00ad\nling i går.", ["Wret-\nling"]),
        ("Det sa Wre\u200btling.", ["Wretling"]),
        ("Det sa \u202eWretling\u202c.", ["Wretling"]),
        ("Det sa W\u0440etling, Wr\u0435tling.", ["Wpetling", "Wretling"]),
        ("\uff37retling", ["Wretling"]),
        ("A\u030asa\u00a0Lindqvist", ["Åsa Lindqvist"]),
        ("Åsa\nLindqvist", ["Åsa\nLindqvist"]),
        ("Wretlingarna och LINDQVISTS", ["Wretlingarna", "LINDQVISTS"]),
        ("Det sa Lindqvst, Lindqivst", ["Lindqvst", "Lindqivst"]),
        ("Lindgren, Lindqvistska", []),
        ("se example.se/om/asa-lindqvist/ och wretling@", ["lindqvist", "wretling"]),
        ("fil Lindqvist_2024.docx", ["Lindqvist_2024.docx"]),
        ("det sa " + "och så vidare i länet " * 10 + "åsa lindqvist igen", ["åsa lindqvist"]),
    ],
)
def test_disguised_names(text: str, found: list[str]) -> None:
    # A slip of a letter that looks like another one is told as a slip.
    assert _texts(text) == found


def test_a_fuzzy_find_spares_words_places_and_given_names() -> None:
    originals = [Original("v1", "Kalmare", HitType.PERSON), Original("v2", "Planern", HitType.PERSON)]
    text = "Kalmar Planen Planera planeras"
    assert [leak.text for leak in leaks([("a", text)], originals=originals, audience=Audience.INTERNAL)] == []


def test_a_place_is_a_line_and_a_column_also_over_several_pieces() -> None:
    pieces = [("sheet", "a\tb\n"), ("sheet", "c\tDet sa Wretling\n"), ("other", "Wretling")]
    found = leaks(pieces, originals=_ORIGINALS, audience=Audience.INTERNAL)
    assert [(leak.part, leak.line, leak.column) for leak in found] == [("sheet", 2, 2), ("other", 1, 0)]


def test_what_is_shown_of_a_leak_hides_it_and_its_neighbours() -> None:
    found = leaks([("a", "Åsa Lindqvist sa till Wretling: ring 070-174 06 12.")], originals=_ORIGINALS)
    assert [leak.masked for leak in found] == ["Å•• L••••••••", "W•••••••", "0••-••• •• ••"]
    assert {leak.context for leak in found} == {"Å•• L•••••••• sa till W•••••••: ring 0••-••• •• ••."}


def test_a_machines_words_are_searched_for_originals_alone() -> None:
    part = machine_part("word/styles.xml")
    found = leaks([(part, "Times New Roman\nSkåne Norrby\nWretling rubrik")], originals=_ORIGINALS)
    assert [leak.text for leak in found] == ["Wretling"]


def test_finders_find_people_whom_no_vault_knows() -> None:
    found = leaks([("a", "Det berättade Tuva Bengtsdotter-Norell i våras.")], audience=Audience.INTERNAL)
    assert [(leak.text, leak.type) for leak in found] == [("Tuva Bengtsdotter-Norell", HitType.PERSON)]


def test_initials_of_a_projects_people_are_no_leaks() -> None:
    originals = [Original("v1", "Petra Olinder", HitType.PERSON)]
    text = "psykiatri, kompetensförsörjning - och PO som del av det. PO: Ja. (PO)"
    assert leaks([("a", text)], originals=originals, audience=Audience.INTERNAL) == ()


def test_the_policy_decides_and_persons_always_count() -> None:
    kept = Policy.of({"published": {"place": "keep", "person": "keep"}})
    checker = LeakChecker(_ORIGINALS, Audience.PUBLISHED, policy=kept)
    assert [leak.text for leak in checker.check([("a", "Wretling bor i Tomelilla, Skåne län.")])] == [
        "Wretling",
        "Skåne län",
    ]


@given(st.lists(st.sampled_from(["Åsa Lindqvist", "Wretling", "plan", "i", "länet\n", "-\n", ". ", "\t"]), max_size=12))
def test_every_name_that_stands_is_found(words: list[str]) -> None:
    text = " ".join(words)
    found = leaks([("a", text)], originals=_ORIGINALS, audience=Audience.INTERNAL)
    hidden = text
    for leak in reversed(found):
        hidden = hidden[: leak.start] + "#" + hidden[leak.end :]
    assert "Wretling" not in hidden
    assert "Lindqvist" not in hidden


def test_an_internal_file_may_name_a_case_that_a_text_hides_as_a_place_and_never_a_person() -> None:
    originals = (Original("v1", "Ekby", HitType.PLACE), Original("v2", "Anna Ekby", HitType.PERSON))
    policy = Policy.of({"stored": {"place": "replace"}})
    text = "I Ekby och i Ekby kommun är man överens, och Ekbys plan är klar. Det sa Anna Ekby i Lund."

    def found(audience: Audience) -> list[str]:
        checker = LeakChecker(originals, audience, policy=policy, cases=["Ekby kommun"])
        return [leak.text for leak in checker.check([("a", text)])]

    assert found(Audience.INTERNAL) == ["Anna Ekby", "Lund"]
    assert found(Audience.PUBLISHED)[0] == "Ekby"
