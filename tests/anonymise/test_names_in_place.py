"""Names that only their place or their company shows: labels with a dash, owners, files, signatures, boards, rare writings of numbers."""

from __future__ import annotations

import pytest

from qualcode.anonymise.late_names import LateName, late_hits
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.register import Register
from qualcode.domain.finding import Level
from qualcode.domain.minutes import Participant


def _hidden(text: str) -> list[str]:
    return [hit.text for hit in pseudonymise(text, level=Level.PUBLISHED, statistical=False).hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi var Björn, Anna och Tove.\nBjörn – från skolan – höll inte med.", ["Björn", "Anna", "Tove", "Björn"]),
        ("Berg höll med. Frisk ringer på fredag.", ["Berg", "Frisk"]),
        ("Sten efter sten bar vi. Frisk luft behövs.", []),
        ("Björns lista är lång. Dags att gå. Livs levande.", ["Björns"]),
        ("Lasse m.fl. kom.", ["Lasse"]),
        ("Vid tangenterna: Kim. Färg: Grön.", ["Kim"]),
        ("Namn | Var | År\nPer | kyrkan | 1\nEva Lund | skolan | 2\nPer möte blir det dyrt.", ["Per", "Eva Lund"]),
        ("Karlsson, Eva | chef", ["Karlsson, Eva"]),
        ("Vi hörde van der Meer, McDonald och Dell'Acqua.", ["van der Meer", "McDonald", "Dell'Acqua"]),
        ("Tack till Abu-Bakr, Al-Khalili.", ["Abu-Bakr", "Al-Khalili"]),
        ("Den lästes av fyra.\n/NL/\nSe vidare bilaga. /KÖM", ["NL", "KÖM"]),
        ("Det beslutas av HSN/RSS/\n/SKR/", []),
        (
            "Vi mötte Nkosi Dlamini. Bilaga: Presentation_Dlamini_v2.pptx.",
            ["Nkosi Dlamini", "Presentation_Dlamini_v2.pptx"],
        ),
        ("Vi mötte Per Höglund. Se hoglundLista.xlsx och rapport_v2.docx", ["Per Höglund", "hoglundLista.xlsx"]),
        ("Det sker i vår Skärgårdsnämnd och i Kust- och fjällnämnden.", ["Skärgårdsnämnd", "Kust- och fjällnämnden"]),
        ("Enligt Hälso- och sjukvårdsnämnden och Socialnämnden.", []),
        ("Ölandsbron behöver räcken. Landsvägen är lång.", ["Ölandsbron"]),
        ("Vi besökte Stafsinge strandskola.", ["Stafsinge strandskola"]),
        ("§ 4 Samverkan/Gunvor", ["Gunvor"]),
        ("Frida Kvarnemo (FK) frågar.\nFK: Och sedan?", ["Frida Kvarnemo", "FK", "FK"]),
        ("Det gick bra sa AK. MB menade nej. SKR menar annat, och RS säger nej.", ["AK", "MB"]),
        ("Enligt FK undrar alla.", []),
        ("Frida Kvarnemo (FK) frågar. Det sköter FK.", ["Frida Kvarnemo", "FK"]),
    ],
)
def test_names_are_told_by_their_place(text: str, found: list[str]) -> None:
    assert _hidden(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 46701234567 eller 46 70-123 45 67.", ["46701234567", "46 70-123 45 67"]),
        ("Ärende 46712 och 4670123456789.", []),
        ("Numret 640168 1122 och 19850312 - 4458.", ["640168 1122", "19850312 - 4458"]),
        ("Mötet 240312 1400.", []),
        ("Numret 1985-03-12-4458, filen 2024-03-12-1400.", ["1985-03-12-4458"]),
        ("Ring 070-123\n45 67 om det.", ["070-123\n45 67"]),
        ("Ring 070-\n123 45 67, eller +46 70 123\n45 67.", ["070-\n123 45 67", "+46 70 123\n45 67"]),
        ("Numret är 850312-\n4458.", ["850312-\n4458"]),
        ("Vi var 0-12\n34 till kom. Pris 025\n30 000. Kl 08\n15 personer kom. År 2024\n2025.", []),
        ("Hon är född 850312, han f. 12 mars 1985.", ["850312", "12 mars 1985"]),
        ("Planen är född 2018 ur analysen.", []),
        ("Skriv till anna.ek snabel-a kommun.se.", ["anna.ek snabel-a kommun.se"]),
        ("Se bit.ly/annas-lista och t.me/kalle, m.m./osv.", ["bit.ly/annas-lista", "t.me/kalle"]),
        ("Följ @folkhalsomynd, @socialstyrelsen och @mindsverige.", []),
        ("Följ @akt_dalarna.", ["@akt_dalarna"]),
    ],
)
def test_numbers_and_addresses_in_every_writing(text: str, found: list[str]) -> None:
    assert _hidden(text) == found


def test_a_name_after_a_function_that_belongs_to_the_next_keeps_its_own() -> None:
    done = pseudonymise("Det sa syster Agda, kurator Obeidat och andra.", level=Level.PUBLISHED, statistical=False)
    assert "kuratorn" not in done.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Filen ligger på S:\\Delat\\Tallbacka_Ymer\\r.docx nu.", ["Tallbacka", "Ymer"]),
        ("Mappen delat_Tallbacka_2024 finns, tallbacka_ymer också.", ["Tallbacka", "tallbacka", "ymer"]),
        ("Se tallbacka punkt se för mer.", ["tallbacka"]),
        ("En punkt se är kvar i snake_case och C:\\Temp.", []),
    ],
)
def test_listed_names_are_hidden_inside_paths(text: str, found: list[str]) -> None:
    hidden = pseudonymise(text, participants=[Participant("Ymer Tallbacka", "rektor")])
    assert [hit.text for hit in hidden.hits] == found


def test_a_late_name_is_found_beside_an_underscore() -> None:
    hits = late_hits("Se S:\\Delat\\Tallbacka_Ymer\\r.docx.", LateName("Ymer"), Register())
    assert [hit.text for hit in hits] == ["Ymer"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bil ABC 123 stod kvar.", ["ABC 123"]),
        ("Reg.nr ABC 12D stod kvar.", ["ABC 12D"]),
        ("Regionen har sal ABC 123. Bilaga ABC 123.", []),
        ("Sedan kom Ebba B-L dit.", ["Ebba B-L"]),
    ],
)
def test_plates_and_double_surnames_in_letters_are_hidden_whole(text: str, found: list[str]) -> None:
    assert [hit.text for hit in pseudonymise(text).hits] == found


def test_a_listed_double_surname_in_letters_is_the_persons() -> None:
    hidden = pseudonymise("Ebba B-L tog upp det.", participants=[Participant("Ebba Berg-Lind", "samordnare")])
    assert hidden.text == "Samordnaren tog upp det."


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Stockholms politiker förstår inte avstånd.", "Kommunens politiker förstår inte avstånd."),
        ("Gävles skolor är inte med.", "Kommunens skolor är inte med."),
        ("Lunds nämnd sa nej.", "Kommunens nämnd sa nej."),
        ("Borås elevhälsa har kö.", "Kommunens elevhälsa har kö."),
        ("Borås har kö.", "En kommun har kö."),
        ("Vi bjöd in Borås stad och Gävle stads politiker.", "Vi bjöd in en kommun och kommunens politiker."),
    ],
)
def test_a_town_that_owns_something_is_the_town_in_the_genitive(text: str, hidden: str) -> None:
    assert pseudonymise(text, level=Level.PUBLISHED, statistical=False).text == hidden


def test_a_surname_that_is_a_town_too_owns_a_list_as_a_person() -> None:
    hits = pseudonymise("Lunds lista är lång.", level=Level.PUBLISHED, statistical=False).hits
    assert [(hit.type.value, hit.text) for hit in hits] == [("person", "Lunds")]
