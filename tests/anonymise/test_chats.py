"""Chats as they are copied: writers above what they wrote, topics with a colon, times beside other figures."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level

_OPENED = "[09:01] Karin: hej\n[09:02] Per: ok\n"
_CLOSED = "\n[09:10] Karin: tack"


def _hits(text: str) -> list[str]:
    return [hit.text for hit in pseudonymise(text, level=Level.PUBLISHED).hits]


def test_whoever_stands_above_a_message_with_the_time_is_hidden_in_any_letters() -> None:
    chat = "bosse.l  09:01\nja då\nXhevahire [Gäst]  09:02\nhej\nbosse.l  09:03\nok\nmoderator  09:04\nnästa fråga"
    assert _hits(chat) == ["bosse.l", "Xhevahire", "bosse.l"]


def test_a_programme_with_times_names_nobody() -> None:
    assert _hits("Samling 09:00\nFika 10:15\nGrupparbete 10:30\nFika 14:30\nAvslut 15:00") == []


@pytest.mark.parametrize(
    "topic",
    [
        "Brukarmedverkan: saknas",
        "Samordnartjänst: vakant",
        "Medlen: slut",
        "Elevhälsan: på gång",
        "Deadline: fredag",
        "Lokal: rum 3",
        "Mentimeter: länk",
    ],
)
def test_topics_of_a_chat_are_nobody(topic: str) -> None:
    assert _hits(f"{_OPENED}[09:03] {topic}{_CLOSED}") == ["Karin", "Per", "Karin"]


def test_the_time_of_the_next_line_is_no_house_number() -> None:
    assert _hits("Karin: Vi har ingen Handlingsplan\n09:04 Karin: Nej") == ["Karin", "Karin"]
    assert _hits("Vi ses på Sveaplan 9 i morgon.") == ["Sveaplan 9"]


def test_a_speaker_whose_name_is_a_small_word_is_hidden_where_it_labels_several_lines() -> None:
    assert _hits("Karin: Hej.\nPer: Hej.\nKarin: Bra.\nPer: Ja.") == ["Karin", "Per", "Karin", "Per"]
    assert _hits("Dag: tisdag\nPlats: rummet") == []
