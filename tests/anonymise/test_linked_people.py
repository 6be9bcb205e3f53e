"""The same person has the same words in several documents of a case, and others have others."""

from __future__ import annotations

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.register import Register
from qualcode.domain.minutes import Participant

KALMAR = "Kalmar län"
FIRST = "Tove Lindell och Ahmed Hassan kom. Tove sa ja. Ahmed höll inte med. Lindells plan gäller."


def _text(
    text: str, register: Register, case: str = KALMAR, *, link: bool = True, listed: tuple[Participant, ...] = ()
) -> str:
    return pseudonymise(text, case=case, register=register, link=link, participants=listed).text


def test_who_is_met_in_full_keeps_the_words() -> None:
    register = Register()
    assert _text(FIRST, register).startswith("Deltagare A och person B kom.")
    later = _text("Ahmed Hassan öppnade mötet. Ahmed tackade. Det var Hassans sista möte.", register)
    assert later == "Person B öppnade mötet. Person B tackade. Det var person B:s sista möte."


def test_others_have_other_letters() -> None:
    register = Register()
    _text(FIRST, register)
    later = _text("Gun Ödmark och Siv Rask kom. Gun sa ja. Siv sa nej. Ödmark gick. Rask stannade.", register)
    assert later.startswith("Deltagare C och deltagare D kom.")


def test_a_given_name_alone_in_another_document_is_not_linked() -> None:
    register = Register()
    _text(FIRST, register)
    assert (
        "deltagare A"
        not in _text("Vi talade med Tove i går. Tove sa att det går. Det var Toves plan.", register).lower()
    )


def test_a_namesake_in_another_case_is_another_person() -> None:
    register = Register()
    _text(FIRST, register)
    assert _text("Ahmed Hassan kom.", register, "Dalarnas län") == _text(
        "Ahmed Hassan kom.", Register(), "Dalarnas län"
    )


def test_a_function_that_the_text_told_stays() -> None:
    register = Register()
    first = _text("Samordnaren Tove Lindell öppnade. Tove log. Lindell avslutade.", register)
    assert first == "Samordnaren [namn] öppnade. Samordnaren log. Samordnaren avslutade."
    assert _text("Sist kom Tove Lindell. Tove sa att planen är klar.", register) == (
        "Sist kom samordnaren. Samordnaren sa att planen är klar."
    )


def test_who_is_listed_later_keeps_the_words_as_well() -> None:
    register = Register()
    _text(FIRST, register)
    listed = (Participant("Ahmed Hassan", "rektor"), Participant("Siv Rask", "rektor"))
    assert (
        _text("Hassan öppnade. Siv Rask avslutade.", register, listed=listed) == "Person B öppnade. Rektorn avslutade."
    )


def test_linking_can_be_turned_off() -> None:
    register = Register()
    _text(FIRST, register, link=False)
    assert not register.everyone()
    _text(FIRST, register)
    alone = "Ahmed Hassan öppnade mötet. Ahmed tackade. Det var Hassans sista möte."
    assert _text(alone, register, link=False) == _text(alone, Register())


def test_the_register_keeps_who_was_met() -> None:
    register = Register()
    _text(FIRST, register)
    again = Register.loads(register.dumps())
    assert "person B" in _text("Sist talade Ahmed Hassan.", again)
    assert again.forget("Ahmed Hassan")
    assert "person B" not in _text("Sist talade Ahmed Hassan.", again)
