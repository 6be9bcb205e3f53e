"""Questions, labels and headings whose answer tells the status; the indicators are those of a codebook of single words."""

from __future__ import annotations

import pytest

from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.lines import Lines
from qualcode.engine.segmenting import segment
from qualcode.engine.stretches import stretches
from qualcode.engine.suggesting import suggest

ANSWERS = [
    ("past", "Handlingsplan. En fanns till 2022 men lades ned."),
    ("absent", "Handlingsplan. Någon sådan finns inte."),
    ("present", "Handlingsplan. Kommunerna och regionen enades i våras."),
    ("present", "Handlingsplan. Ingen hade något att invända."),
    ("present", "Handlingsplan. Inga ändringar sedan sist."),
    ("present", "Handlingsplan. Kommunerna saknar pengar till mer personal."),
    ("present", "Handlingsplan. Den ska fortsätta nästa år."),
    ("absent", "Handlingsplan. Saknas helt och hållet."),
    ("absent", "Har ni en handlingsplan? Det är en fråga om pengar, så den saknas."),
    ("present", "Vi har en handlingsplan. Den lästes av alla. Ingen klagade."),
    ("past", "Har ni någon handlingsplan?\n\nNej, den gick ut i somras."),
    ("past", "Har ni någon handlingsplan? Nej. Den gick ut i somras."),
    ("past", "Har ni någon handlingsplan?\nDet har vi haft."),
    ("present", "Har ni någon handlingsplan?\nJa."),
    ("present", "Har ni någon handlingsplan?\nDet har vi."),
    ("present", "Finns det en handlingsplan för länet?\nDet finns det."),
    ("present", "Finns det en handlingsplan? Så är det, sedan fyra år."),
    ("absent", "Har ni någon handlingsplan?\nNej, inte än."),
    ("absent", "Har ni någon handlingsplan?\nInte än."),
    ("absent", "Har ni någon handlingsplan?\nDet har vi inte."),
    ("absent", "Har ni någon handlingsplan?\nDet har vi int."),
    ("absent", "Har ni någon handlingsplan?\nDet efterlyser vi varje år."),
    ("planned", "Har ni nån handlingsplan?\nNäe, men den är på gång."),
    ("absent", "har ni handlingsplan? nej"),
    ("planned", "Har ni någon handlingsplan?\nPå gång."),
    ("planned", "Har ni någon handlingsplan?\nNej. Det är på gång."),
    ("planned", "Finns en handlingsplan? – Den är under framtagande."),
    ("planned", "Moderator: Har ni någon handlingsplan?\nSamordnare: Ja, snart. Den är ute på remiss."),
    ("possible", "Har ni någon handlingsplan?\nKanske."),
    ("possible", "Har ni någon handlingsplan?\nDet är vi osäkra på."),
    ("absent", "# Länet\n\n## Har ni en handlingsplan?\n\n- Nej."),
    ("absent", "# Länet\n\n## Handlingsplan\n\n- Saknas."),
    ("absent", "**Finns en handlingsplan?**\n- Nej."),
    ("absent", "Handlingsplan: nej"),
    ("absent", "Handlingsplan\nSaknas."),
    ("planned", "Handlingsplan\n- på gång"),
    ("planned", "Handlingsplan: saknas. På gång."),
    ("past", "Is there an action plan in the county?\n\nNo, it expired last year."),
    ("present", "Is there an action plan?\nYes."),
    ("absent", "Is there an action plan?\nNot yet."),
]


@pytest.mark.parametrize(("status", "text"), ANSWERS)
def test_an_answer_tells_the_status_of_what_is_asked(compiled: CompiledCodebook, status: str, text: str) -> None:
    found = {s.status.value for s in suggest(text, segment(text), compiled) if s.code == "plan"}
    assert found - {"not-asserted"} == {status}, text


@pytest.mark.parametrize(
    "text",
    [
        "Har ni någon handlingsplan?",
        "Har ni någon handlingsplan?\n\nHar ni något nätverk?",
        "# Länet\n\n## Handlingsplan\n\nVi åt lunch.",
        "Har ni någon handlingsplan?\n\nDeltagarna beskrev hur kommunerna arbetar och vilka personer som brukar vara med då.",
    ],
)
def test_a_question_without_an_answer_asserts_nothing(compiled: CompiledCodebook, text: str) -> None:
    found = {s.status.value for s in suggest(text, segment(text), compiled) if s.code == "plan"}
    assert found <= {"not-asserted"}, text


def test_an_answer_that_names_another_thing_speaks_of_that(compiled: CompiledCodebook) -> None:
    text = "Har ni någon handlingsplan?\nNej, men ett nätverk är på gång."
    found = {(s.code, s.status.value) for s in suggest(text, segment(text), compiled)}
    assert found - {("plan", "not-asserted")} == {("plan", "absent"), ("network", "planned")}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ordföranden hälsade. Finns en plan?\n\nNej.\n\nKaffe.", [(0, 2), (3, 3)]),
        ("Finns en plan?\n\nFinns ett nätverk?\n\nJa.", [(0, 0), (1, 2)]),
        ("Suicidplan\n\nSaknas.", [(0, 1)]),
        ("Suicidplan\n\nVi åt lunch.", [(0, 0), (1, 1)]),
        ("Planen är klar.\n\nSaknas.", [(0, 0), (1, 1)]),
    ],
)
def test_questions_and_labels_are_weighed_with_what_answers_them(
    compiled: CompiledCodebook, text: str, parts: list[tuple[int, int]]
) -> None:
    lines = Lines(text, segment(text), compiled.lexicon, "sv")
    found = stretches(lines, lambda n: lines[n].span.of(text).endswith("?"))
    assert [(p.first, p.last) for p in found] == parts


def test_a_typed_heading_finds_nothing_and_what_stands_below_does(county: CompiledCodebook) -> None:
    text = "Samtalet i korthet\n\nNätverk\n\nVi talade om väder en stund.\n\nHandlingsplan\n\nLänet har en handlingsplan sedan i fjol."
    found = [(s.code, s.status.value, text[s.span.start : s.span.end]) for s in suggest(text, segment(text), county)]
    assert found == [("plan", "present", "Länet har en handlingsplan sedan i fjol.")]
