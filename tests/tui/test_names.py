"""Anonymisation review in the app: hits are decided, missed names hidden, documents marked; names only with the vault open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.widgets import Input, Static, TextArea

from qualcode.storage.document_rows import documents, hits
from qualcode.tui import hits_screen
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.hits_screen import HitsScreen
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.missed_name_screen import MissedNameScreen, is_long
from qualcode.tui.names_screen import NamesScreen
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.passphrase_screen import PassphraseScreen
from qualcode.tui.text_view import same_place
from qualcode.usecases.coding_by_hand import memos_on
from qualcode.usecases.deciding_names import accept_hits, reject_hits
from qualcode.usecases.importing import import_files

PASSPHRASE = "tretton gula kajor"  # noqa: S105 - of vaults that live as long as a test

GOTLAND = """\
Dialog med Gotlands län 2024

Deltagare: Karin Hallgren, länssamordnare; Erik Sandbom, kurator

Samordning

Karin Hallgren leder länsrådet. Karins telefon är 070-174 06 35.
Erik Sandbom håller i kurserna. Skriv till karin.hallgren@exempel.se om planen.
Kurserna leds tillsammans med Almborg varje höst.
"""
KALMAR = """\
Dialog med Kalmar län 2024

Deltagare: Maja Tornborg, strateg

Maja Tornborg skriver planen. Hon har hjälp av Karin Hallgren.
"""


def bring(project: Any, tmp_path: Path, passphrase: str | None) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("gotland.txt", GOTLAND), ("kalmar.txt", KALMAR)):
        (folder / name).write_text(text, encoding="utf-8")
    done = import_files(project, [folder], options={"status": "approved"}, passphrase=passphrase)
    assert [str(f) for r in done for f in r.faults] == []


@pytest.fixture
def guarded(drive_empty: Any, tmp_path: Path) -> Any:
    bring(drive_empty.project, tmp_path, PASSPHRASE)
    return drive_empty


@pytest.fixture
def unguarded(drive_empty: Any, tmp_path: Path) -> Any:
    bring(drive_empty.project, tmp_path, None)
    return drive_empty


def said(pilot: Any) -> str:
    return pilot.app.screen.query_one("#said", EndsLine).ends[0]


def about(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#lit-in-full", Static).content)


def text_of(drive: Any, number: int) -> str:
    return documents(drive.project.store)[number].text


async def look(drive: Any, pilot: Any) -> HitsScreen:
    await drive.press(pilot, "p")
    assert isinstance(pilot.app.screen, NamesScreen)
    await drive.press(pilot, "n")
    assert isinstance(pilot.app.screen, HitsScreen)
    return pilot.app.screen


async def look_on(drive: Any, pilot: Any) -> HitsScreen:
    """Open the second document's hits from the list of documents."""
    await drive.press(pilot, "down", "enter")
    assert isinstance(pilot.app.screen, HitsScreen)
    return pilot.app.screen


async def light(drive: Any, pilot: Any, kind: str) -> Any:
    """Light the first hit of a type."""
    screen = pilot.app.screen
    at = next(n for n, h in enumerate(screen.hits) if h.type == kind)
    await drive.press(pilot, "home", *["down"] * at)
    assert screen.lit.type == kind
    return screen.lit


async def open_the_vault(drive: Any, pilot: Any, words: str = PASSPHRASE) -> None:
    await drive.press(pilot, "v")
    assert isinstance(pilot.app.screen, PassphraseScreen)
    assert pilot.app.screen.query_one(Input).password
    pilot.app.screen.query_one(Input).value = words
    await drive.press(pilot, "enter")


async def test_documents_tell_how_far_the_review_has_come(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await guarded.press(pilot, "p")
        screen = pilot.app.screen
        assert [s.reviewed for s in screen.states] == [False, False]
        assert "2 dokument väntar" in str(screen.query_one("#next", Static).content)
        await guarded.press(pilot, "f")
        assert [s.reviewed for s in screen.states] == [True, False]
        await guarded.press(pilot, "u")
        assert [s.reviewed for s in screen.states] == [False, False]
        await guarded.press(pilot, "down", "f", "home", "f")
        assert "alla" in str(screen.query_one("#next", Static).content)
        await guarded.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_a_document_in_which_nothing_was_hidden_waits_for_a_look(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await guarded.press(pilot, "p")
        screen = pilot.app.screen
        screen._show(tuple(replace(state, open=0) for state in screen.states))  # noqa: SLF001 - as if nothing had been found
        told = str(screen.query_one("#next", Static).content)
        assert "2 dokument väntar, där inget dolt ord är kvar att granska." in told
        assert " 0 " not in told


async def test_undo_waits_for_what_is_being_written(guarded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slowly(*told: Any, **more: Any) -> Any:
        assert go_on.wait(60)
        return accept_hits(*told, **more)

    monkeypatch.setattr(hits_screen, "accept_hits", slowly)
    async with guarded.app((120, 30)) as pilot:
        await guarded.press(pilot, "p", "f")
        screen = await look_on(guarded, pilot)
        await pilot.press("a")
        await guarded.until(pilot, lambda: screen.busy)
        # The latest step is still another document's: that must not be taken back in its place.
        await pilot.press("u", "U")
        await pilot.pause()
        assert "pågår" in said(pilot)
        go_on.set()
        await guarded.until(pilot, lambda: not screen.busy)
        await guarded.settle(pilot)
        await guarded.press(pilot, "u", "escape")
        assert [s.reviewed for s in pilot.app.screen.states] == [True, False]
        assert {h.document for h in hits(guarded.project.store) if h.review} <= {"d1"}


async def test_names_are_shown_only_when_the_vault_is_open(guarded: Any) -> None:
    async with guarded.app((120, 30)) as pilot:
        screen = await look(guarded, pilot)
        await light(guarded, pilot, "phone")
        assert "070" not in about(pilot)
        assert not any("Hallgren" in h.original for h in screen.hits)
        await open_the_vault(guarded, pilot, "fel fras")
        # The window asks again, and tells why; what is written anew goes into it and not to the screen below.
        window = pilot.app.screen
        assert isinstance(window, PassphraseScreen)
        assert "lösenfras" in str(window.query_one("#line-told", Static).content).lower()
        assert window.query_one(Input).value == ""
        assert pilot.app.passphrase is None
        assert not any(h.original for h in screen.hits if h.standing == "masked")
        window.query_one(Input).value = "åter fel"
        await guarded.press(pilot, "enter")
        assert isinstance(pilot.app.screen, PassphraseScreen)
        await guarded.press(pilot, "escape")
        assert pilot.app.screen is screen
        assert not any(h.original for h in screen.hits if h.standing == "masked")
        await open_the_vault(guarded, pilot, "fel fras")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        assert pilot.app.screen is screen
        assert "070-174 06 35" in about(pilot)
        assert any("Karin Hallgren" in h.original for h in screen.hits)
        await guarded.press(pilot, "v")
        assert "070" not in about(pilot)
        # Asked for once: the next time the vault opens at once.
        await guarded.press(pilot, "v")
        assert "070-174 06 35" in about(pilot)


async def test_hits_are_accepted_one_by_one_and_everywhere(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        screen = await look(guarded, pilot)
        await open_the_vault(guarded, pilot)
        first = screen.lit
        await guarded.press(pilot, "a")
        assert next(h for h in screen.hits if h.id == first.id).review == "accepted"
        assert "u ångrar" in said(pilot)
        assert screen.lit.id != first.id
        person = next(h for h in screen.hits if h.original == "Karin Hallgren")
        await guarded.press(pilot, "home", *["down"] * screen.hits.index(person), "A")
        same = [h for h in hits(guarded.project.store) if h.vault_id and h.review == "accepted"]
        assert {h.document for h in same} == {"d1", "d2"}
        await guarded.press(pilot, "u")
        assert {h.document for h in hits(guarded.project.store) if h.review} <= {"d1"}


async def test_an_innocent_word_stands_again_and_undo_hides_it(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await look(guarded, pilot)
        await light(guarded, pilot, "phone")
        await guarded.press(pilot, "r")
        assert isinstance(pilot.app.screen, PassphraseScreen)
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        assert "070-174 06 35" in text_of(guarded, 0)
        await guarded.press(pilot, "u")
        assert "070-174 06 35" not in text_of(guarded, 0)
        await guarded.press(pilot, "U")
        assert "070-174 06 35" in text_of(guarded, 0)


async def test_undo_of_an_exchange_asks_for_the_passphrase(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await look(guarded, pilot)
        await light(guarded, pilot, "phone")
        await guarded.press(pilot, "r")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        for key, stands in (("u", False), ("U", True)):
            pilot.app.passphrase = None
            await guarded.press(pilot, key)
            assert isinstance(pilot.app.screen, PassphraseScreen)
            pilot.app.screen.query_one(Input).value = PASSPHRASE
            await guarded.press(pilot, "enter")
            assert ("070-174 06 35" in text_of(guarded, 0)) is stands


async def test_the_same_words_are_no_change(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await look(guarded, pilot)
        await light(guarded, pilot, "person")
        before = hits(guarded.project.store)
        await guarded.press(pilot, "e", "enter")
        assert isinstance(pilot.app.screen, HitsScreen)
        assert "inget är ändrat" in said(pilot)
        assert hits(guarded.project.store) == before


async def test_other_words_and_another_type(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        screen = await look(guarded, pilot)
        hit = await light(guarded, pilot, "person")
        await guarded.press(pilot, "e")
        assert isinstance(pilot.app.screen, LineScreen)
        pilot.app.screen.query_one(Input).value = "rektorn"
        await guarded.press(pilot, "enter")
        assert "rektorn" in text_of(guarded, 0).lower()
        await guarded.press(pilot, "home", *["down"] * [h.id for h in screen.hits].index(hit.id), "t")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await guarded.press(pilot, *"grupp", "enter")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        assert next(h for h in hits(guarded.project.store) if h.id == hit.id).type == "group"


async def test_a_replacement_that_names_somebody_is_refused(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await look(guarded, pilot)
        await light(guarded, pilot, "person")
        before = text_of(guarded, 0)
        await guarded.press(pilot, "e")
        pilot.app.screen.query_one(Input).value = "Karin Hallgren"
        await guarded.press(pilot, "enter")
        assert text_of(guarded, 0) == before
        # The window stays, with what was written and why it was not taken: nothing is written twice.
        assert isinstance(pilot.app.screen, LineScreen)
        assert pilot.app.screen.query_one(Input).value == "Karin Hallgren"
        assert "utan namn" in str(pilot.app.screen.query_one("#line-told", Static).content)
        pilot.app.screen.query_one(Input).value = "någon"
        await guarded.press(pilot, "enter")
        assert "någon" in text_of(guarded, 0)


async def test_what_takes_a_moment_is_said_to_be_under_way(guarded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = Event(), Event()

    def slowly(*told: Any, **more: Any) -> Any:
        begun.set()
        go.wait(30)
        return reject_hits(*told, **more)

    monkeypatch.setattr(hits_screen, "reject_hits", slowly)
    async with guarded.app((100, 30)) as pilot:
        await look(guarded, pilot)
        await light(guarded, pilot, "person")
        await open_the_vault(guarded, pilot)
        await pilot.press("R")
        await guarded.until(pilot, begun.is_set)
        assert said(pilot) == "Byter ut orden …"
        go.set()
        await guarded.settle(pilot)
        assert said(pilot).startswith("Oskyldigt")


async def test_a_missed_name_is_selected_and_hidden_everywhere(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await look(guarded, pilot)
        await guarded.press(pilot, "i")
        screen = pilot.app.screen
        assert isinstance(screen, MissedNameScreen)
        text = screen.view.reading.document.text
        assert "kurserna" in text.lower()
        screen.view.put(text.index("varje höst"))
        await guarded.press(pilot, "w", "w", "enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await guarded.press(pilot, *"grupp", "enter")
        assert isinstance(pilot.app.screen, LineScreen)
        await guarded.press(pilot, "enter")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        assert "varje höst" not in text_of(guarded, 0)
        assert "Dolt" in screen.query_one("#said", EndsLine).ends[0]
        # Who reads for names reads on where the last one stood.
        now = text_of(guarded, 0)
        assert now.count("\n", 0, screen.view.cursor) == now.count("\n") - 1


@pytest.mark.parametrize(
    ("old", "new", "words", "found"),
    [
        ("Ett\nEva Ek kom hit.\nSlut", "Ett\ndeltagaren kom hit.\nSlut", "hit", "hit"),
        ("Ett\nVi såg Eva Ek.\nSlut", "Ett\nVi såg deltagaren.\nSlut", "såg", "såg"),
        ("Ett\nEva.\nSlut", "Ett\nhon.\nSlut", "Slut", "Slut"),
        ("Ett\nEva Ek", "Ett\nhon", "Ek", "on"),
        ("Ett\nTvå", "Ett", "Två", "t"),
    ],
)
def test_a_place_is_found_again_when_words_before_it_were_exchanged(old: str, new: str, words: str, found: str) -> None:
    assert new[same_place(old, new, old.index(words)) :].startswith(found)


async def test_a_name_seen_while_reading_is_hidden_from_the_reader(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await guarded.press(pilot, "enter")
        reader = pilot.app.screen
        reader.view.put(text_of(guarded, 0).index("leds tillsammans"))
        await guarded.press(pilot, "ctrl+p", *"missa", "enter")
        assert isinstance(pilot.app.screen, MissedNameScreen)
        await guarded.press(pilot, "enter", "enter", "enter")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        # The files that still hold the words are told first.
        await guarded.until(pilot, lambda: isinstance(pilot.app.screen, NoticeScreen))
        await guarded.press(pilot, "escape", "escape")
        assert pilot.app.screen is reader
        text = reader.reading.document.text
        assert "leds tillsammans" not in text
        assert text[: reader.view.cursor].endswith("Kurserna ")


async def test_a_whole_sentence_is_hidden_only_after_a_question(guarded: Any, tmp_path: Path) -> None:
    more = tmp_path / "blekinge.txt"
    more.write_text("Dialog med Blekinge län 2024\n\nMan vill ha längre besked om pengarna.\n", encoding="utf-8")
    import_files(guarded.project, [more], options={"status": "approved"}, passphrase=PASSPHRASE)
    async with guarded.app((100, 30)) as pilot:
        pilot.app.push_screen(MissedNameScreen("d3", 0))
        await guarded.settle(pilot)
        screen = pilot.app.screen
        screen.view.put(screen.view.reading.document.text.index("vill ha"))
        await guarded.press(pilot, "s", "enter", *"grupp", "enter", "enter")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        window = pilot.app.screen
        assert isinstance(window, AskScreen)
        told = str(window.query_one("#words", Static).content)
        assert "på 1 ställe i 1 dokument" in told
        assert "Man vill ha längre besked om pengarna" in told
        await guarded.press(pilot, "n")
        assert "besked" in text_of(guarded, 2)
        await guarded.press(pilot, "enter", *"grupp", "enter", "enter", "j")
        assert "besked" not in text_of(guarded, 2)


@pytest.mark.parametrize(
    ("words", "long"),
    [
        ("Karin Hallgren", False),
        ("Anna-Lena von der Burg", False),
        ("J. P. Ek", False),
        ("hon som alltid ringer först", True),
        ("Vi ringde henne.", True),
        ("Ek\nStål", True),
        ("Samordningsgruppen för suicidprevention och hälsa", True),
    ],
)
def test_words_are_long_for_a_name(words: str, long: bool) -> None:
    assert is_long(words) is long


async def test_a_code_is_written_with_the_vault_open_or_knowingly_without(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await guarded.press(pilot, "k", "I")
        pilot.app.screen.query_one(Input).value = "Arbetet med hallgren"
        await guarded.press(pilot, "enter")
        window = pilot.app.screen
        assert isinstance(window, PassphraseScreen)
        assert "Esc fortsätter utan valvet" in str(window.query_one("#hint", Static).content)
        window.query_one(Input).value = "fel fras"
        await guarded.press(pilot, "enter")
        assert isinstance(pilot.app.screen, PassphraseScreen)
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        code = pilot.app.screen.lit.code
        assert "hallgren" not in f"{code.path} {code.names['sv']}".casefold()
        await guarded.press(pilot, "E")
        pilot.app.screen.query_one(Input).value = "karin-hallgren"
        await guarded.press(pilot, "enter")
        assert "någon som valvet känner" in guarded.toasts(pilot)[0].message
        assert "hallgren" not in (guarded.project.folder / "codebooks" / "kodbok.yaml").read_text(encoding="utf-8")


async def test_who_leaves_the_vault_closed_goes_on_and_is_asked_once(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await guarded.press(pilot, "k")
        for number, name in enumerate(("Oro", "Hopp")):
            await guarded.press(pilot, "I")
            pilot.app.screen.query_one(Input).value = name
            await guarded.press(pilot, "enter")
            if number == 0:
                assert isinstance(pilot.app.screen, PassphraseScreen)
                await guarded.press(pilot, "escape")
            assert pilot.app.screen.lit.code.path == name.casefold()


async def test_a_memo_written_while_the_vault_is_closed_says_so_once(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        for _ in range(2):
            await guarded.press(pilot, "M", *"en tanke", "ctrl+s")
        assert [t.message for t in guarded.toasts(pilot) if "Valvet är stängt" in t.message] != []
        assert len(guarded.toasts(pilot)) == 1


async def test_without_a_vault_a_missed_name_is_hidden_after_a_question(unguarded: Any) -> None:
    async with unguarded.app((100, 30)) as pilot:
        await look(unguarded, pilot)
        assert not pilot.app.screen.check_action("originals", ())
        await unguarded.press(pilot, "i")
        view = pilot.app.screen.view
        view.put(view.reading.document.text.index("höst"))
        await unguarded.press(pilot, "enter", *"plats", "enter", "enter")
        assert isinstance(pilot.app.screen, AskScreen)
        await unguarded.press(pilot, "n")
        assert "höst" in text_of(unguarded, 0)
        await unguarded.press(pilot, "enter", *"plats", "enter", "enter", "j")
        assert "höst" not in text_of(unguarded, 0)


async def test_the_review_goes_on_in_the_next_document_and_tomorrow(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        screen = await look(guarded, pilot)
        await guarded.press(pilot, *["a"] * len(screen.hits))
        assert "N öppnar" in said(pilot)
        await guarded.press(pilot, "N")
        assert screen.document == "d2"
        await guarded.press(pilot, "a")
    async with guarded.app((100, 30)) as pilot:
        screen = await look(guarded, pilot)
        assert screen.document == "d2"
        assert [h.review for h in screen.hits].count("accepted") == 1
        await guarded.press(pilot, "y")
        assert all(not h.review for h in screen.hits)
        await guarded.press(pilot, "f")
        assert screen.hits == ()
        await guarded.press(pilot, "escape")
        assert all(s.reviewed for s in pilot.app.screen.states)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", [(80, 24), (140, 36)])
@pytest.mark.parametrize(
    "keys", [("p",), ("p", "n", "down", "down"), ("p", "n", "i")], ids=["documents", "hits", "missed"]
)
def test_anonymisation_review_looks_so(guarded: Any, snap_compare: Any, lang: str, size: Any, keys: Any) -> None:
    async def before(pilot: Any) -> None:
        await guarded.settle(pilot)
        await guarded.press(pilot, *keys)

    assert snap_compare(guarded.begin(lang), terminal_size=size, run_before=before)


async def test_a_memo_hides_whom_the_vault_knows_once_it_is_open(guarded: Any) -> None:
    async with guarded.app((120, 30)) as pilot:
        await look(guarded, pilot)
        await open_the_vault(guarded, pilot)
        await guarded.press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)
        await guarded.press(pilot, "M", *"ring sandbom", "ctrl+s")
        [memo] = memos_on(guarded.project)
        assert "sandbom" not in memo.text.lower()
        assert memo.text.startswith("ring ")


async def test_indicators_that_name_somebody_of_the_vault_are_refused_in_words(guarded: Any) -> None:
    async with guarded.app((100, 30)) as pilot:
        await guarded.press(pilot, "k", "down", "w")
        screen = pilot.app.screen
        area = screen.query_one("#written", TextArea)
        before = area.text
        area.text = "- words: [hallgren]\n"
        await guarded.press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PassphraseScreen)
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await guarded.press(pilot, "enter")
        assert pilot.app.screen is screen
        assert "Rad 1 kan peka ut någon" in guarded.toasts(pilot)[-1].message
        assert screen.unwritten()
        area.text = before + "- words: [länsrådets]\n"
        await guarded.press(pilot, "ctrl+s")
        assert not screen.unwritten()


@pytest.mark.parametrize(("size", "wide"), [((80, 24), False), ((200, 60), True)])
async def test_the_lit_hit_stands_beside_the_list_where_there_is_room(
    guarded: Any, size: tuple[int, int], *, wide: bool
) -> None:
    async with guarded.app(size) as pilot:
        screen = await look(guarded, pilot)
        there, beside = screen.table.region, screen.query_one("#about").region
        assert (beside.x >= there.right) is wide
        assert (beside.y >= there.bottom) is not wide
        assert ("Kurserna leds" in about(pilot)) is wide
