"""A sentence that only points back to what the one before it names changes its status; indicators of single words."""

from __future__ import annotations

import pytest

from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest

AFTERTHOUGHTS = [
    ("network", "past", "Länet har ett nätverk. Det arbetet har avstannat."),
    ("network", "past", "Länet har ett nätverk. Det har inte träffats på två år och är vilande."),
    ("plan", "past", "Länet har en handlingsplan. Den är från 2016 och gäller inte längre."),
    ("plan", "past", "Det finns en handlingsplan. Den används inte längre."),
    ("coord", "past", "Länet hade en suicidsamordnare. Tjänsten är indragen."),
    ("training", "planned", "Någon utbildning har inte hållits. Arbetet påbörjas efter sommaren."),
    ("network", "planned", "Det finns inget nätverk. Ett startar i februari."),
    ("network", "planned", "Det finns inget nätverk. Första träffen är bokad till februari."),
    ("plan", "planned", "Länet har ingen handlingsplan. En är på väg."),
    (
        "plan",
        "planned",
        "Någon handlingsplan finns inte ännu. Den är klar till våren, om remissrundan går som den ska.",
    ),
    ("network", "present", "Vi har ett nätverk. De årliga mötesdagarna lades ned i fjol."),
    ("network", "present", "Vi har ett nätverk. Arbetet med stängsel lades ned i fjol."),
    ("coord", "past", "Länet har en suicidsamordnare. Tjänsten för henne är avskaffad."),
    ("plan", "planned", "Länet saknar handlingsplan. Det ska bli en till hösten."),
    ("coord", "planned", "Länet saknar suicidsamordnare. Annonsen är ute."),
    ("plan", "absent", "Frågan om handlingsplan kom upp. Någon sådan finns inte."),
    ("network", "absent", "Ett nätverk har diskuterats. Det finns inte."),
    ("plan", "present", "Länet saknade länge en handlingsplan. Nu är den antagen."),
    ("plan", "present", "Handlingsplanen var på remiss i våras. Den är nu antagen."),
    ("plan", "present", "Länet har en handlingsplan. Det stämmer inte att skolan saknas i gruppen."),
    ("plan", "absent", "Länet har en handlingsplan. Det stämmer inte."),
    ("plan", "present", "Handlingsplanen antogs 2022. Det finns inget nätverk."),
    ("network", "absent", "Kommunerna har inget nätverk. En handlingsplan planeras under 2025."),
    ("plan", "possible", "Det ska finnas en handlingsplan. Ingen i rummet hade sett den."),
    (
        "plan",
        "absent",
        "Det brukar sägas att länet har en handlingsplan. Men det har det inte, det är kommunerna som har egna.",
    ),
    ("plan", "absent", "Länet har en handlingsplan, skrev jag i enkäten. Det var fel av mig."),
    ("network", "past", "Länet har ett nätverk. Det ersattes aldrig när eldsjälen slutade, och träffas inte längre."),
    ("training", "planned", "Till våren ska det startas en kurs för lärare. Kurs också för tränare."),
    ("training", "past", "Kursen fanns fram till 2019. Även en kurs för tränare."),
]
ENGLISH = [
    ("network", "past", "There is a network. It has been wound up."),
    ("network", "past", "There was a county network. That work has stalled."),
    ("analysis", "planned", "There is no needs analysis. The work starts after the summer."),
    ("plan", "past", "The county has an action plan. It is from 2016 and no longer applies."),
    ("plan", "absent", "An action plan was discussed. It never came about."),
]
UNTOUCHED = [
    ("plan", "present", "Länet har en handlingsplan. Ordföranden slutade i våras."),
    ("plan", "present", "Länet har en handlingsplan. Den finns inte på webben men på papper."),
    ("plan", "absent", "Länet saknar handlingsplan. Nämnden ska ta ställning till budgeten för hemtjänsten nästa år."),
    ("plan", "absent", "Länet saknar handlingsplan. Någon ny är inte på gång."),
    ("plan", "planned", "En handlingsplan är på gång. Den är nu ute på remiss."),
    ("plan", "present", "Länet har en handlingsplan. Politikerna får läsa om den i efterhand."),
    ("plan", "present", "Länet har en handlingsplan. Det har vi inte haft förut."),
]


@pytest.mark.parametrize(("code", "status", "text"), [*AFTERTHOUGHTS, *UNTOUCHED])
def test_what_points_back_has_its_say(county: CompiledCodebook, code: str, status: str, text: str) -> None:
    found = {s.status.value for s in suggest(text, segment(text), county) if s.code == code}
    assert found - {"not-asserted"} == {status}, text


@pytest.mark.parametrize(("code", "status", "text"), ENGLISH)
def test_in_english_too(compiled: CompiledCodebook, code: str, status: str, text: str) -> None:
    assert {s.status.value for s in suggest(text, segment(text), compiled) if s.code == code} == {status}, text


def test_the_passage_holds_both_sentences_and_shows_the_cue(county: CompiledCodebook) -> None:
    text = "Länet saknar handlingsplan. Det ska bli en till hösten."
    (told,) = (s for s in suggest(text, segment(text), county) if s.code == "plan")
    assert told.span.of(text) == text
    assert {cue.start < text.index("Det") for cue in told.why.cues} == {True, False}


@pytest.mark.parametrize("text", ["Handlingsplan: –", "Handlingsplan: --\nNätverk: -", "| Handlingsplan | – |"])
def test_a_field_that_was_left_empty_says_nothing(county: CompiledCodebook, text: str) -> None:
    assert suggest(text, segment(text), county) == ()
