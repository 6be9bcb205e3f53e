from __future__ import annotations

import pytest

from qualcode.anonymise.functions import function_of
from qualcode.anonymise.name_lists import data_lines
from qualcode.anonymise.roster import Roster, roster
from qualcode.domain.minutes import Block, BlockKind, Participant
from qualcode.domain.spans import Span


def _named(found: Roster) -> list[tuple[str, str]]:
    return [(p.name, function_of(p.role)) for p in found.participants if not p.agency]


def _rows(text: str) -> tuple[Block, ...]:
    blocks = []
    at = 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.TABLE_ROW if "\t" in line else BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    return tuple(blocks)


def test_a_table_of_word_gives_names_and_functions() -> None:
    text = "Dialog\nFunktion\tOrganisation\tNamn\nlänssamordnare\tRegion Norr\tAnna Berg\nkurator\tUM Lyktan\tOmar Haddad\nBrödtext."
    found = roster(text, _rows(text))
    assert _named(found) == [("Anna Berg", "länssamordnaren"), ("Omar Haddad", "kuratorn")]
    assert [text[s.start : s.end].split("\n", maxsplit=1)[0] for s in found.spans] == ["Funktion\tOrganisation\tNamn"]
    assert text[found.spans[0].end :] == "\nBrödtext."


def test_a_pipe_table_with_odd_headings_is_read() -> None:
    text = "| vem | vad | var |\n|---|---|---|\n| Lena Åsberg | socialchef | Tierps kommun |\n| Bo Ek | rektor | Skolan |\n\nText | här."
    assert _named(roster(text)) == [("Lena Åsberg", "socialchefen"), ("Bo Ek", "rektorn")]


def test_a_table_of_sums_is_no_roster() -> None:
    text = "| År | Summa |\n|---|---|\n| 2023 | 4 |\n| 2024 | 5 |"
    assert roster(text) == Roster((), ())


def test_a_bulleted_list_is_read() -> None:
    text = "## Deltagare\n- Sten Frisk, länssamordnare, Region Norr\n- Hanna Wójcik – folkhälsostrateg, Umeå\n\nSedan pratade vi."
    found = roster(text)
    assert _named(found) == [("Sten Frisk", "länssamordnaren"), ("Hanna Wójcik", "folkhälsostrategen")]
    assert found.participants[0].organisation == "Region Norr"
    assert len(found.spans) == 2


@pytest.mark.parametrize("lead", ["Deltagare", "Närvarande", "Medverkade från länet", "**Med från länet**"])
def test_a_line_is_read(lead: str) -> None:
    text = f"{lead}: Åsa Berg-Nilsson (länssamordnare, Region Syd), Tom Viklund (enhetschef) och Amra Hodzic (kurator)."
    assert _named(roster(text)) == [
        ("Åsa Berg-Nilsson", "länssamordnaren"),
        ("Tom Viklund", "enhetschefen"),
        ("Amra Hodzic", "kuratorn"),
    ]


def test_agency_staff_is_marked_and_not_counted() -> None:
    text = "Deltagare: Eva Holm (rektor)\nSamtalsledare: Nils Rask; antecknare: Fatuma Ali.\nEva Holm ställde frågor om allt."
    found = roster(text)
    staff = {p.name: p.role for p in found.participants if p.agency}
    assert staff == {"Nils Rask": "samtalsledare", "Fatuma Ali": "antecknare"}
    assert found.counted() == 1


@pytest.mark.parametrize(
    ("line", "leader", "writer"),
    [
        (
            "Samtalet leddes av Klara Hedvall medan Jonatan Wretling förde anteckningar.",
            "Klara Hedvall",
            "Jonatan Wretling",
        ),
        ("**Ingela Sand** höll i frågorna, jag som skriver heter **Emre Kaya**.", "Ingela Sand", "Emre Kaya"),
        ("Frågor: Henrik Tallmo. Skrev: Azadeh Karimi.", "Henrik Tallmo", "Azadeh Karimi"),
        ("Moderator var Ulla Ek, minnesanteckningar förda av Per Lind.", "Ulla Ek", "Per Lind"),
    ],
)
def test_agency_staff_is_found_in_many_wordings(line: str, leader: str, writer: str) -> None:
    staff = {p.role: p.name for p in roster(line).participants if p.agency}
    assert staff == {"samtalsledare": leader, "antecknare": writer}


@pytest.mark.parametrize(
    "text",
    [
        (
            "Deltagare: Tom Ek (samordnare, Region Halland), Stig Kvarn (rektor, Hylte kommun), Anna Väderkvarn (samtalsledare,"
            " Folkhälsomyndigheten), My Lind (antecknare)"
        ),
        (
            "| Namn | Roll | Organisation |\n|---|---|---|\n| Tom Ek | samordnare | Region Halland |\n"
            "| Stig Kvarn | rektor | Hylte kommun |\n"
            "| Anna Väderkvarn | utredare | Folkhälsomyndigheten |\n| My Lind | moderator | |"
        ),
        (
            "## Participants\n- Tom Ek, coordinator, Region Halland\n- Stig Kvarn, teacher, Hylte\n- Anna Väderkvarn, facilitator\n"
            "- My Lind, note-taker, Public Health Agency"
        ),
    ],
)
def test_the_agencys_people_in_a_list_do_not_count(text: str) -> None:
    found = roster(text)
    assert {p.name for p in found.participants if p.agency} == {"Anna Väderkvarn", "My Lind"}
    assert found.counted() == 2


def test_who_leads_talks_for_a_county_or_investigates_there_counts() -> None:
    text = (
        "Deltagare: Tom Ek (samtalsledare, Hylte kommun), Stig Kvarn (utredare), Anna Väderkvarn (antecknare vid BUP)"
    )
    assert roster(text).counted() == 3


def test_speech_is_no_roster() -> None:
    text = "Anna: Jag tror det.\nBo: Ja, verkligen.\nAnna: Då gör vi så."
    assert roster(text).participants == ()


@pytest.mark.parametrize("text", ["", "\n\n", "|", "\t", "Deltagare:", "- \n- ", "| | |\n|-|-|"])
def test_empty_and_broken_texts_give_an_empty_roster(text: str) -> None:
    assert roster(text) == Roster((), ())


@pytest.mark.parametrize(
    ("role", "function"),
    [
        ("länssamordnare", "länssamordnaren"),
        ("enhetschef, barnmorska", "enhetschefen"),
        ("kommunal samordnare", "den kommunala samordnaren"),
        ("hälso- och sjukvårdsstrateg", "hälso- och sjukvårdsstrategen"),
        ("vch vuxenpsyk", "verksamhetschefen"),
        ("suicidpreventionsansvarig", "den suicidpreventionsansvariga"),
        ("barnmorska", "barnmorskan"),
        ("psykiatri", ""),
        ("", ""),
    ],
)
def test_roles_become_functions(role: str, function: str) -> None:
    assert function_of(role) == function


def test_a_list_with_a_field_instead_of_a_function_is_one_list() -> None:
    text = "Med från länet\nBjörn Alm – länssamordnare, Region Öst\nHanna Wójcik – suicidprevention, Region Öst\nStig Frisk – socialchef\n"
    assert [p.name for p in roster(text).participants] == ["Björn Alm", "Hanna Wójcik", "Stig Frisk"]


def test_bullets_that_tell_what_people_said_are_no_roster() -> None:
    text = "Diskussion\n- Anna Berg, som är trött, sa nej.\n- Bo Lindgren, däremot, höll inte alls med om det.\n"
    assert roster(text).participants == ()


def test_initials_in_brackets_do_not_hide_the_function() -> None:
    found = roster("Från länet: Annelie Hjort (AH), länssamordnare; P-G Sandin (PG), socialchef i Lindesberg.")
    assert _named(found) == [("Annelie Hjort", "länssamordnaren"), ("P-G Sandin", "socialchefen")]


def test_the_small_words_of_a_surname_go_with_it() -> None:
    from qualcode.anonymise.pseudonymising import pseudonymise

    people = [Participant("Ingegärd von Hjortskog", "folkhälsochef")]
    text = "Hos von Hjortskogs grupp. Von Hjortskog teg. Hjortskog gick, och Ingegärd von Hjortskog kom."
    assert pseudonymise(text, participants=people).text == (
        "Hos folkhälsochefens grupp. Folkhälsochefen teg. Folkhälsochefen gick, och folkhälsochefen kom."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Närvarande: Mona Sandell, Region Kusten, strateg; Ali Rezai, Lunds kommun, samordnare",
        "Deltagare: Mona Sandell (Region Kusten, strateg), Ali Rezai (Lunds kommun, samordnare)",
        "Deltagare:\n- Mona Sandell, Region Kusten, strateg\n- Ali Rezai, Lunds kommun, samordnare",
        "Deltagare:\n- Mona Sandell – Region Kusten – strateg\n- Ali Rezai – Lunds kommun – samordnare",
        "Deltagare:\nMona Sandell, Region Kusten (strateg)\nAli Rezai, Lunds kommun (samordnare)",
    ],
)
def test_an_organisation_before_the_role_is_no_role(text: str) -> None:
    people = [(p.name, p.role, p.organisation) for p in roster(text).participants]
    assert people == [("Mona Sandell", "strateg", "Region Kusten"), ("Ali Rezai", "samordnare", "Lunds kommun")]


@pytest.mark.parametrize(
    "row",
    [
        "Deltagare: Ture Bäckmark, tel (035-12 34 56), Eva Holm, e-post eva@x.example",
        "Deltagare: Ture Bäckmark, A, B och Eva Holm, C",
        "Deltagare:\n- Ture Bäckmark, mobil: 070-12 34 56\n- Eva Holm, tfn",
        "Deltagare:\nTure Bäckmark\tA\t035-12 34 56\nEva Holm\tB\te-post: eva@x.example",
    ],
)
def test_contact_words_and_labels_are_no_roles_and_no_organisations(row: str) -> None:
    people = roster(f"{row}\n\nMötet öppnades.\n").participants
    assert [(one.name, one.role, one.organisation) for one in people] == [
        ("Ture Bäckmark", "", ""),
        ("Eva Holm", "", ""),
    ]


def test_a_role_after_contact_details_stays() -> None:
    people = roster("Deltagare: Eva Holm, tel 035-12 34 56, samordnare, Nils Ek, telefonist\n").participants
    assert [(one.name, one.role) for one in people] == [("Eva Holm", "samordnare"), ("Nils Ek", "telefonist")]


def test_a_list_may_begin_in_the_middle_of_a_line() -> None:
    text = "Datum: 2026-03-12. Närvarande: Anna Berg (samordnare), Bo Ek\n\nVi har en plan.\n"
    assert [(p.name, p.role) for p in roster(text).participants] == [("Anna Berg", "samordnare"), ("Bo Ek", "")]
    assert roster("Vi har en plan. Skolan: Anna Berg tycker att den är bra.").participants == ()


def test_every_cue_of_the_agency_names_letters_that_its_pattern_holds() -> None:
    # Lines without them are not looked at: a pattern that could do without would never be found.
    for row in data_lines("agency_cues.tsv"):
        pattern, _, stems = row.split("\t")
        assert all(stem in pattern for stem in stems.split("|")), row


def test_a_cell_of_a_form_may_list_everybody() -> None:
    text = (
        "Län\tHalland\nDatum\t12 mars 2025\nNärvarande\tGunvor Stålbrandt (region), Ola Ekdahlin (kommun), Petra Myhrlind (länsstyrelsen)\n"
        "Antecknat av\tRut Sommarek\nGunvor berättade om planen."
    )
    found = roster(text)
    assert [(p.name, p.role) for p in found.participants] == [
        ("Gunvor Stålbrandt", "region"),
        ("Ola Ekdahlin", "kommun"),
        ("Petra Myhrlind", "länsstyrelsen"),
    ]
    assert found.counted() == 3


@pytest.mark.parametrize("head", ["Deltagare\tRoll, organisation", "Närvarande\tFunktion"])
def test_a_table_whose_heading_announces_people_is_still_one(head: str) -> None:
    found = roster(f"{head}\nAnn Ek\tsamordnare\nBo Alm\tchef\n\nAnn berättade.")
    assert [(p.name, p.role) for p in found.participants] == [("Ann Ek", "samordnare"), ("Bo Alm", "chef")]
