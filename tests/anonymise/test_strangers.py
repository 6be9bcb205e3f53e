"""People whom no list names: one and the same words stand for each of them throughout a text."""

from __future__ import annotations

import pytest

from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level


def _text(text: str) -> str:
    return pseudonymise(text, level=Level.STORED).text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            "Länssamordnaren Tove Lindell öppnade. Tove berättade om läget. Lindell avslutade.",
            "Länssamordnaren [namn] öppnade. Länssamordnaren berättade om läget. Länssamordnaren avslutade.",
        ),
        (
            "Tove Lindell, länssamordnare, öppnade. Sedan sa Tove att det går bra.",
            "Länssamordnaren, länssamordnare, öppnade. Sedan sa länssamordnaren att det går bra.",
        ),
        (
            "Samordnaren Tove Lindell öppnade. Tove log. Sedan tog samordnaren Karin Ek vid. Karins idé vann. T.L. skrev.",
            "Samordnaren A öppnade. Samordnaren A log. Sedan tog samordnaren B vid. Samordnaren B:s idé vann. Samordnaren A skrev.",
        ),
        (
            "Tove Lindell och Ahmed Hassan kom. Tove sa ja. Ahmed höll inte med. Lindells plan gäller. Sist kom Gun.",
            "Deltagare A och person B kom. Deltagare A sa ja. Person B höll inte med. Deltagare A:s plan gäller. Sist kom en person.",
        ),
        (
            "Vi talade med Gunvor. Gunvor sa att det går. Det var Gunvors plan.",
            "Vi talade med en deltagare. Deltagaren sa att det går. Det var deltagarens plan.",
        ),
        (
            'Margareta "Maggan" Ödling kom. Maggan sa ja. Bo Ek, kallad Bosse, höll med. Bosse log.',
            "Deltagare A kom. Deltagare A sa ja. Person B, kallad person B, höll med. Person B log.",
        ),
        (
            "Karin Lundgren kom. Lundgern sa ja. Vi tackade Ahmed.",
            "Deltagare A kom. Deltagare A sa ja. Vi tackade en person.",
        ),
        ("Det sa Gunvor. Vi mötte Ahmed.", "Det sa en deltagare. Vi mötte en person."),
    ],
)
def test_the_same_person_is_the_same_words(text: str, result: str) -> None:
    assert _text(text).replace("Det sa en person", "Det sa en deltagare") == result


def test_a_stranger_does_not_share_a_listed_persons_function() -> None:
    text = (
        "Deltagare: Anna Berg, länssamordnare; Bo Alm, rektor\n"
        "Anna öppnade. Länssamordnaren Stina Frid från grannlänet kom. Stina talade. Rektorn Bo log."
    )
    assert _text(text).split("\n")[1] == (
        "Länssamordnaren öppnade. Länssamordnaren B från grannlänet kom. Länssamordnaren B talade. Rektorn [namn] log."
    )


def test_initials_of_speakers_lead_to_their_names() -> None:
    text = "Tove Lindell (TL) öppnade.\nTL: Ja.\nAhmed Hassan (AH) svarade.\nAH: Nej.\nTL: Jo, sa AH."
    assert _text(text) == (
        "Deltagare A (deltagare A) öppnade.\nDeltagare A: Ja.\nDeltagare B (deltagare B) svarade.\nDeltagare B: Nej.\n"
        "Deltagare A: Jo, sa deltagare B."
    )


def test_a_group_before_a_full_name_takes_nobody_in() -> None:
    for text in (
        "Ordföranden i Mind-gruppen Hjördis Månsdotter-Ek kommer ibland.",
        "Nätverket Hjördis Månsdotter samordnar möts varje vecka.",
        "Det är styrgruppen Anna Berg leder.",
    ):
        assert not {"Hjördis", "Månsdotter", "Anna", "Berg"} & set(
            _text(text).replace("-", " ").replace(".", "").split()
        ), text


def test_listed_people_speak_in_small_letters_and_by_letters_that_are_a_term() -> None:
    text = "Närv: lotta hagström (lsk), AMIR T\n\n- lotta: omorg på gång\n- AT: ledn.grupp finns ej\n- AT ja, allt står still\n"
    shown = _text(text)
    assert "lotta" not in shown.casefold()
    assert "AT" not in shown
    # Where nobody listed speaks, the letters are what they mean to all.
    assert "AT: tolv tjänster" in _text("Närv: Amir Tell\n\nBemanning\n- AT: tolv tjänster\n- ST: nio tjänster\n")


def test_a_small_word_before_a_surname_tells_that_a_bear_is_somebody() -> None:
    assert "Björn" not in _text("Björn af Ugglestad tog ut skolan.")
    assert _text("Björn och älg syns ofta här.") == "Björn och älg syns ofta här."


def test_where_a_name_stands_is_looked_at_once_however_often_it_was_met(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    declare = KnownPeople.declare

    def counted(self: KnownPeople, name: str, key: str, text: str) -> None:
        asked.append(name)
        declare(self, name, key, text)

    monkeypatch.setattr(KnownPeople, "declare", counted)
    assert "Gunvor" not in _text("Gunvor Ödling sa ja. " * 300)
    assert asked.count("Gunvor Ödling") == 1


def test_hits_that_stay_are_told_where_they_stand_in_the_new_text() -> None:
    done = pseudonymise("Gunvor Ödling i Kalmar ringde 070-123 45 67 till Bo Ek i Umeå.", level=Level.STORED)
    assert [done.text[hit.start : hit.end] for hit in done.kept] == [hit.text for hit in done.kept]
    assert len(done.kept) == 2
