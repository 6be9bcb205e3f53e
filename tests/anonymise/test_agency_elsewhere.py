"""The agency's people in several documents: the same by the full name, and nobody's namesake by one name alone."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.register import Register
from qualcode.anonymise.roster import roster
from qualcode.domain.finding import Level

_FIRST = "Samtalet leddes av Hedvig Kallur från Folkhälsomyndigheten, anteckningar av Ivar Törnell.\n\nHedvig frågade mycket."


def _later(text: str, first: str = _FIRST) -> str:
    register = Register()
    for case, words in (("Kalmar län", first), ("Hallands län", text)):
        done = pseudonymise(words, case=case, register=register, level=Level.PUBLISHED)
    return done.text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Längst bak satt Hedvig Kallur. Kallur log.", "Längst bak satt samtalsledaren. Samtalsledaren log."),
        ("Deltagare: Ivar Törnell (FHM), Anna Ek (rektor)", "Deltagare: antecknaren (FHM), rektorn (rektor)"),
        ("Deltagare: Ivar Törnell, Anna Ek (rektor)", "Deltagare: antecknaren, rektorn (rektor)"),
    ],
)
def test_the_full_name_is_the_same_person_in_every_case(text: str, hidden: str) -> None:
    assert _later(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "Sist talade Hedvig om kön. Hedvig log.",
        "Deltagare: Hedvig Strand, rektor, Bo Ek, läkare\n\nHedvig berättade om kön. Hedvig log.",
        "Vi hörde Kallur berätta om kön.",
        "Deltagare: Ivar Törnell (rektor), Anna Ek (läkare)\n\nIvar hade frågor.",
    ],
)
def test_one_name_alone_or_another_post_is_somebody_of_the_county(text: str) -> None:
    later = _later(text)
    assert "samtalsledaren" not in later.lower()
    assert "antecknaren" not in later.lower()


def test_a_leader_known_by_the_given_name_alone_is_nobody_of_another_document() -> None:
    later = _later("Sist talade Hedvig om kön.", "Samtalsledare: Hedvig\n\nHedvig frågade.")
    assert later == "Sist talade en person om kön."


def test_a_common_name_in_a_list_is_a_namesake() -> None:
    first = "Samtalet leddes av Eva Karlsson från Folkhälsomyndigheten."
    assert _later("Deltagare: Eva Karlsson, Anna Ek (rektor)", first) == "Deltagare: deltagaren, rektorn (rektor)"


def test_a_surname_that_no_list_holds_is_hidden_where_another_document_told_of_it() -> None:
    first = "Samtalet leddes av Hedvig Xyrkall från Folkhälsomyndigheten."
    text = "Xyrkall var nöjd."
    register = Register()
    pseudonymise(first, case="Kalmar län", register=register)
    for known, hidden in ((register, ["Xyrkall"]), (Register(), [])):
        done = pseudonymise(text, case="Hallands län", register=known, statistical=False)
        assert [hit.text for hit in done.hits] == hidden


@pytest.mark.parametrize("where", ["Folkhälsomyndigheten", "FHM", "Socialstyrelsen"])
def test_whoever_comes_from_a_national_body_is_not_counted(where: str) -> None:
    told = roster(f"Deltagare: Ivar Törnell ({where}), Anna Ek (rektor), Bo Lund (Region Halland)")
    assert [person.agency for person in told.participants] == [True, False, False]
    assert told.counted() == 2


def test_a_verb_after_a_label_takes_no_notes() -> None:
    assert roster("HK: Hur går det?\nIT: Skriver.\nBO: Bra.").participants == ()
