"""A list of participants hides no finding: what stands beside or behind the names is read as any text."""

from __future__ import annotations

import pytest

from qualcode.anonymise.roster import roster


def _listing(text: str) -> list[str]:
    return [span.of(text) for span in roster(text).spans]


def test_a_table_that_tells_who_told_of_what_is_no_list() -> None:
    rows = (
        "| Område | Läge | Uppgift från |",
        "| Nätverk för suicidprevention | Träffas fem gånger om året | Yasmin Demir |",
        "| Utbildning | Nittio personer i våras | Tove Lindmark |",
    )
    assert _listing("\n".join(rows)) == []


def test_a_row_that_tells_something_is_read_and_the_others_are_not() -> None:
    rows = (
        "| Namn | Funktion | Övrigt |",
        "| Tove Lindmark | socialchef | Osby |",
        "| Hamid Rezai | samordnare | tjänsten betalas av stimulansmedlen sedan i fjol |",
    )
    listed = _listing("\n".join(rows))
    assert any("Tove Lindmark" in one for one in listed)
    assert not any("stimulansmedlen" in one for one in listed)


@pytest.mark.parametrize("lead", ["Deltagare", "Närvarande", "Från länet"])
def test_what_is_told_behind_the_names_is_read(lead: str) -> None:
    text = (
        f"{lead}: Tove Lindmark (socialchef) och Hamid Rezai (samordnare). "
        "Nätverket mot suicid träffas fyra gånger om året."
    )
    [listed] = _listing(text)
    assert listed.endswith("(samordnare).")


def test_a_list_is_whole_where_nothing_else_is_told() -> None:
    text = "Deltagare: Tove Lindmark, socialchef vid vuxenheten i Osby; Hamid Rezai, samordnare."
    assert _listing(text) == [text]


@pytest.mark.parametrize(
    "rows",
    [
        ("| Namn | Organisation | Område |", "| Tove Lindmark | Osby kommun | Efterlevandestöd |"),
        ("| Namn | Roll | Status |", "| Hamid Rezai | suicidpreventiv samordnare | på plats |"),
        (
            "| Namn | Roll |",
            "| Hamid Rezai | samordnare för suicidprevention som ansvarar för länets nätverk och kurser |",
        ),
    ],
)
def test_what_a_person_does_is_no_finding(rows: tuple[str, ...]) -> None:
    assert _listing("\n".join(rows)) == ["\n".join(rows)]
