"""Names told by the company they keep: in chats, among labels, in rows, in cells with several people, after offices and initials."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.roster import roster
from qualcode.domain.finding import Level


def hidden(text: str) -> list[str]:
    return [hit.text for hit in pseudonymise(text, level=Level.STORED, statistical=False).hits]


def listed(text: str) -> list[tuple[str, str]]:
    return [(person.name, person.role) for person in roster(text).participants]


CHAT = "[09:02] PO: ja\n[09:03] wu jing: hej\n[09:05] PO: nej\n[09:06] wu jing: okej då\n[09:07] Lova: hej"


def test_whoever_writes_in_a_chat_is_hidden_in_any_letters() -> None:
    assert hidden(CHAT) == ["PO", "wu jing", "PO", "wu jing", "Lova"]


def test_a_programme_of_the_day_and_questions_in_a_chat_are_nobody() -> None:
    assert hidden("09:00 Inledning: behov\n09:30 Fika: kaffe\n10:00 Arbetspass: grupper\n10:30 Fika: te") == []
    assert hidden("[09:02] Fråga: hur går det?\n[09:03] Svar: bra\n[09:05] Fråga: och sen?\n[09:06] Svar: vet ej") == []


@pytest.mark.parametrize("topic", ["Suicidplan", "Behovsbild", "beh.analys", "ledn.grp"])
def test_a_topic_among_a_chats_writers_is_nobody(topic: str) -> None:
    assert topic not in hidden(f"09:05 Anna: hej\n09:06 {topic}: saknas\n09:07 Anna: ja\n09:08 anna.berg: ny")


def test_a_label_among_speakers_is_a_speaker_though_it_is_a_word() -> None:
    talk = "Anna: Hej.\nKarl: Hej.\nManan: Jag börjar.\nAnna: Bra.\nManan: Då så.\nKarl: Nja."
    assert hidden(talk).count("Manan") == 2
    asked = talk.replace("Manan", "Fråga")
    assert "Fråga" not in hidden(asked)


def test_the_letters_of_who_leads_the_talk_stay() -> None:
    talk = "Samtalsledare = SL. Deltagare: Simone Lindberg (kurator), Karl By (chef)\nSL: Hej.\nKarl: Hej.\nSL: Då så."
    assert "SL" not in hidden(talk)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("På mötet talade Anna Ek, Karl By och Odet. Sedan fikade vi.", "Odet"),
        ("Justeras av styrelsen. Ordförande: Öst.", "Öst"),
        ("Justerare: Berg, Lind", "Berg"),
        ("Det var Brita-Thandeka som ringde först av alla.", "Brita-Thandeka"),
        ("Vi ringde Familjen Trollhede i går kväll.", "Trollhede"),
        ("Beslut efter samråd med rektor Fiffi om lokalen.", "Fiffi"),
        ("Vi var på plats, Yerlan von Östman och jag.", "Yerlan von Östman"),
        ("Hos oss arbetar Bramante Lindqvist med stödet.", "Bramante Lindqvist"),
        ("Justeras: C. Linde Mellberg", "C. Linde Mellberg"),
        ("Justeras: A. Sjöstedt / H. Thandeka", "H. Thandeka"),
        ("Godkänd av samordnaren (M. Stål) i går.", "M. Stål"),
        ("Bollplank är Ánne Risten. I byn bor Ánne Risten.", "Ánne Risten"),
        ("Vår Blindmodell bygger på Lars Blind och hans idé.", "Blind"),
    ],
)
def test_what_no_list_holds_is_told_by_what_stands_beside(text: str, name: str) -> None:
    start = text.rindex(name) if name == "Ánne Risten" else text.index(name)
    hits = pseudonymise(text, level=Level.STORED, statistical=False).hits
    covered = {at for hit in hits for at in range(hit.start, hit.end)}
    assert covered.issuperset(at for at in range(start, start + len(name)) if text[at].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "Ordförande: Regionen. Sekreterare: Kommunen. Ansvarig: Vakant",
        "Vi har en plan B. Sverige behöver fler. Alternativ A. Samverkan först.",
        "Samordnare Suicidprevention saknas. Rektor Elevhälsa fanns.",
        "Familjen är viktig. Makarna pratar inte.",
        "Samtalsmodellen och Trappmodellen används.",
        "Per år kostar det mycket. Per den 1 maj gäller nytt avtal.",
    ],
)
def test_what_looks_alike_names_nobody(text: str) -> None:
    assert hidden(text) == []


def test_initials_of_every_part_and_a_long_name_by_its_letters_are_the_persons() -> None:
    text = "Deltog: Gun-Britt Alfvén Rask, Carl-Fredrik von Sydow Hjelm\nGBAR skickar lista. Justeras av C-F v S H."
    done = pseudonymise(text, statistical=False)
    assert [hit.text for hit in done.hits][2:] == ["GBAR", "C-F v S H"]
    assert [hit.replacement for hit in done.hits][2:] == ["Deltagaren A", "deltagaren B"]


def test_letters_that_are_small_words_of_surnames_too_are_the_listed_persons() -> None:
    assert hidden("Närv: AL, BK, Lisa, Farid (soc)\nAL tar med sig frågan.") == ["AL", "BK", "Lisa", "Farid", "AL"]


def test_a_listed_surname_that_is_a_word_is_the_whole_value_of_a_field() -> None:
    text = "Med: Saga Lif, Per-Arne Tång\nAnsvarig: Tång. Kostnad per år. Per år kostar det mycket."
    assert hidden(text) == ["Saga Lif", "Per-Arne Tång", "Tång"]


def test_everybody_in_a_cell_takes_part() -> None:
    rows = "Kommun\tDeltagare\nKrokom\tTiina Korpela, samordnare; Stig Ask, fältare\nÅre\tSiv Ek (chef) och Bo Ny"
    assert listed(rows) == [
        ("Tiina Korpela", "samordnare"),
        ("Stig Ask", "fältare"),
        ("Siv Ek", "chef"),
        ("Bo Ny", ""),
    ]


def test_people_in_several_paragraphs_of_a_cell_take_part() -> None:
    assert [name for name, _ in listed("Kommun\tDeltagare\nKrokom\tTiina Korpela Stig Ask\nÅre\tSiv Ek")] == [
        "Tiina Korpela",
        "Stig Ask",
        "Siv Ek",
    ]
    assert [name for name, _ in listed("Kommun\tDeltagare\nKrokom\tEva Maria Korpela\nÅre\tSiv Ek")] == [
        "Eva Maria Korpela",
        "Siv Ek",
    ]


def test_names_that_no_list_holds_are_no_roles() -> None:
    assert listed("Present: Nyra Quoll, Teff Adunwe, Olu Bramante") == [
        ("Nyra Quoll", ""),
        ("Teff Adunwe", ""),
        ("Olu Bramante", ""),
    ]
    assert listed("Närvarande: Ann Ek, Region Skåne, Bo Al, Lunds kommun, Rädda Barnen") == [
        ("Ann Ek", "Region Skåne"),
        ("Bo Al", "Lunds kommun"),
    ]
    assert [name for name, _ in listed("Present: Bo Ny, Social Services, Youth Clinic, Hope House")] == ["Bo Ny"]


def test_those_after_the_body_they_come_from_take_part() -> None:
    names = [name for name, _ in listed("Deltagare: Åre kommun - Siv Ek, Bo Ny; Krokom - Tiina Korpela")]
    assert names == ["Siv Ek", "Bo Ny", "Tiina Korpela"]


SMALL = (
    "minnesanteckningar från dialogen i länet\nnärvarande: rasmus ekman, liv, saga och axel\n"
    "um = ungdomsmottagningen. det är kö till um sedan i april. fru trygg vill veta mer. vi fikade.\n"
)


def test_in_small_letters_items_of_a_list_and_whoever_has_a_title_are_hidden_and_terms_stay() -> None:
    names = hidden(SMALL)
    assert {"rasmus ekman", "liv", "saga", "axel", "trygg"} <= set(names)
    assert {"um", "april"}.isdisjoint(names)
