"""Accounts of people in services for chat and video."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import HitType, Level


@pytest.mark.parametrize(
    ("line", "account"),
    [
        ("Nå mig på @bjornek om det krisar.", "@bjornek"),
        ("Skriv till (@eva.berg72).", "@eva.berg72"),
        ("Hon finns på @evab@social.example numera.", "@evab@social.example"),
        ("Teams: evaberg", "evaberg"),
        ("Skype: live:eva.berg_2, kvällstid", "live:eva.berg_2"),
        ("Instagram: @evaberg.", "@evaberg"),
        ("Signal: evab72", "evab72"),
        ("Skype: bjornek funkar bäst.", "bjornek"),
    ],
)
def test_accounts_are_hidden_when_stored(line: str, account: str) -> None:
    done = pseudonymise(f"Mötet var kort.\n{line}", level=Level.STORED)
    assert (HitType.URL, account) in [(hit.type, hit.text) for hit in done.hits]
    assert done.text.endswith("[användarnamn]" + line.partition(account)[2])


@pytest.mark.parametrize(
    "line",
    [
        "Teams: vi hörs då.",
        "Teams: länk kommer.",
        "Instagram: ungdomarna är där.",
        "En viktig signal: trygghetsboende.",
        "Påminnelse till @alla om mötet.",
        "Vi ses @ biblioteket.",
        "Pris 3 st @100 kr.",
    ],
)
def test_other_words_there_stay(line: str) -> None:
    assert pseudonymise(f"Mötet var kort.\n{line}", level=Level.STORED).text.endswith(line)


def test_an_address_is_an_address_and_a_name_a_name() -> None:
    done = pseudonymise("Mejl till eva@example.se. Teams: Eva Berg och Ola Ek", level=Level.STORED)
    assert [(h.type, h.text) for h in done.hits] == [
        (HitType.EMAIL, "eva@example.se"),
        (HitType.PERSON, "Eva Berg"),
        (HitType.PERSON, "Ola Ek"),
    ]


def test_english_minutes_say_user_name() -> None:
    text = "The participants said that they have had the support of the region and that it is good for all of them.\n"
    assert pseudonymise(text + "Write to @bjornek.").text.endswith("Write to [user name].")
