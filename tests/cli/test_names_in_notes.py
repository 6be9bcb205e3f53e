"""Names in memos, reasons and coders' names, and what the review says of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PASSPHRASE

if TYPE_CHECKING:
    from tests.conftest import Desk

MINUTES = """\
Minnesanteckningar, dialog med Kalmar län 12 november 2024

Deltagare:
Gunhild Frankelius, samordnare, Region Kalmar
Torgny Bodelius, skolchef, Kalmar kommun

Styrning
Länet har en handlingsplan, säger Gunhild Frankelius. Torgny Bodelius håller med.
"""


@pytest.fixture
def desk(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (bare.folder / "kalmar.txt").write_text(MINUTES, encoding="utf-8")
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    bare.done("import", bare.folder / "kalmar.txt", "--status", "approved")
    return bare


def _opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)


def test_a_memo_knows_whom_the_vault_knows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _opened(monkeypatch)
    told = desk.done("memo", "d1", "fråga frankelius om budgeten", "--lang", "sv")
    [memo] = desk.done("memo", "--list", "d1", "--json").json
    assert memo["text"] == "fråga samordnaren om budgeten"
    assert "fråga samordnaren om budgeten" in told.err


def test_without_the_passphrase_it_is_said_that_the_vault_was_not_asked(desk: Desk) -> None:
    told = desk.done("memo", "d1", "planen är klar", "--lang", "sv")
    assert "Valvet är stängt" in told.err


def test_a_reason_that_was_altered_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _opened(monkeypatch)
    case = ("judge", "Kalmar län", "plans/county-plan", "present")
    told = desk.done(*case, "--consensus", "bodelius såg planen", "--lang", "sv")
    assert "skolchefen såg planen" in told.err
    assert "bodelius" not in told.err


def test_types_and_states_are_swedish_in_swedish_lists(desk: Desk) -> None:
    told = desk.done("anonymise", "list", "d1", "--lang", "sv").out
    assert "  person  " in told
    county = desk.done("anonymise", "list", "d1", "--type", "county", "--lang", "sv").out
    assert "  län  " in county
    assert "  county  " not in county


def test_accepting_everything_says_what_was_taken_as_right(desk: Desk) -> None:
    hits = desk.done("anonymise", "list", "d1", "--json").json
    told = desk.done("anonymise", "accept", "--all", "--lang", "sv").err
    assert f"Godtagna utan eget beslut: {len(hits)} träffar." in told
    again = desk.done("anonymise", "accept", "--all", "--lang", "sv").err
    assert "Granskade sedan tidigare och lämnade som de var: 1." in again


def test_rejecting_what_was_erased_gives_no_false_hope(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hit = next(h for h in desk.done("anonymise", "list", "d1", "--json").json if h["type"] == "person")
    _opened(monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO("Gunhild Frankelius\n"))
    desk.done("erase", "--ground", "consent-withdrawn", "--yes")
    _opened(monkeypatch)
    told = desk.run("anonymise", "reject", hit["id"], "--lang", "sv")
    assert told.code == 1
    assert "raderades i steg" in told.err
    assert "import" not in told.err


def test_a_coder_named_as_a_person_is_told_once_and_called_by_a_letter_in_files(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.done("memo", "d1", "en tanke", "--coder", "Karin Lundgren", "--lang", "sv").err
    assert "personnamn" in first
    assert "personnamn" not in desk.done("memo", "d1", "en till", "--coder", "Karin Lundgren", "--lang", "sv").err
    assert "personnamn" not in desk.done("memo", "d1", "en tredje", "--coder", "kodare-7", "--lang", "sv").err
    _opened(monkeypatch)
    target = desk.folder / "history.md"
    desk.done("history", "--to", target, "--lang", "sv")
    written = target.read_text(encoding="utf-8")
    assert "Lundgren" not in written
    assert "kodare A" in written
    assert "kodare-7" in written


def test_a_threshold_of_one_is_explained(desk: Desk) -> None:
    assert "--k 2" in desk.done("disclosure", "--k", "1", "--lang", "sv").err
    assert "--k 2" not in desk.done("disclosure", "--k", "2", "--lang", "sv").err


def test_who_is_met_keeps_the_words_in_the_next_import(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "Minnesanteckningar, dialog med Kalmar län {} 2024\n\nStyrning\n"
    first = "Tove Lindell och Ahmed Hassan kom. Tove sa ja. Ahmed höll inte med. Lindells plan gäller.\n"
    second = "Ahmed Hassan öppnade mötet. Ahmed tackade. Det var Hassans sista möte.\n"
    for name, day, text in (("ett.txt", "12 november", first), ("två.txt", "3 december", second)):
        (bare.folder / name).write_text(head.format(day) + text, encoding="utf-8")
        _opened(monkeypatch)
        bare.done("import", bare.folder / name)
    assert "Deltagare A och person B kom." in bare.text("d1")
    assert "Person B öppnade mötet. Person B tackade." in bare.text("d2")
