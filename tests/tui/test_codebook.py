"""The codebook editor: what is done to the tree is done to the file and to what was coded, and undone with u."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input, SelectionList, Static, TextArea

from qualcode.storage.coding_rows import codings
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.code_form_screen import CodeFormScreen
from qualcode.tui.codebook_screen import CodebookScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.indicators_screen import IndicatorsScreen
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.row_list import RowTable
from qualcode.tui.split_screen import SplitScreen
from qualcode.tui.theme_screen import ThemeScreen
from qualcode.usecases.codebook_file import codebook_path
from qualcode.usecases.coding_by_hand import memos_on, write_memo
from qualcode.usecases.deciding import accept, waiting
from qualcode.usecases.project import Project
from qualcode.usecases.recalling import NothingToUndoError
from qualcode.usecases.shaping_codebook import edit_code
from qualcode.usecases.viewing_codebook import beside_codebook, live_hits


def said(pilot: Any) -> str:
    return pilot.app.screen.query_one("#said", EndsLine).ends[0]


def about(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#code", Static).content)


def paths(pilot: Any) -> list[str]:
    return [line.code.path for line in pilot.app.screen.lines]


async def edit(drive: Any, pilot: Any, path: str) -> CodebookScreen:
    await drive.press(pilot, "k")
    screen = pilot.app.screen
    assert isinstance(screen, CodebookScreen)
    return await light(drive, pilot, path)


async def light(drive: Any, pilot: Any, path: str) -> CodebookScreen:
    screen = pilot.app.screen
    screen.query_one("#rows", RowTable).light(paths(pilot).index(path))
    await drive.settle(pilot)
    assert screen.lit.code.path == path
    return screen


async def write(drive: Any, pilot: Any, words: str) -> None:
    assert isinstance(pilot.app.screen, LineScreen)
    pilot.app.screen.query_one(Input).value = words
    await drive.press(pilot, "enter")


async def test_the_tree_shows_counts_and_what_is_said_of_a_code(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        counts = {line.code.path: (line.codings, line.suggestions) for line in screen.lines}
        assert counts["ledning"] == (1, 2)
        assert counts["ledning/rad"] == (1, 0)
        assert counts["planer/plan"] == (0, 2)
        assert "ledning/rad" in about(pilot)
        await drive.press(pilot, "left")
        assert screen.lit.code.path == "ledning"
        await drive.press(pilot, "left")
        assert "ledning/rad" not in paths(pilot)
        await drive.press(pilot, "right")
        assert "ledning/rad" in paths(pilot)
        await drive.press(pilot, "slash", *"kurator", "enter")
        assert screen.lit.code.path == "planer/kurator"
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_a_code_gets_another_id_and_undo_takes_it_back(drive: Any) -> None:
    before = codebook_path(drive.project).read_bytes()
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        await drive.press(pilot, "E")
        await write(drive, pilot, "lansrad")
        assert screen.lit.code.path == "ledning/lansrad"
        assert [c.code for c in codings(drive.project.store)] == ["ledning/lansrad"]
        assert "u ångrar" in said(pilot)
        await drive.press(pilot, "u")
        assert said(pilot) == "Ångrat: byt namn på en kod."
        assert "ledning/rad" in paths(pilot)
        assert [c.code for c in codings(drive.project.store)] == ["ledning/rad"]
        assert codebook_path(drive.project).read_bytes() == before
        await drive.press(pilot, "U")
        assert "ledning/lansrad" in paths(pilot)


async def test_a_code_of_the_codebook_that_is_extended_is_told_to_be_changed_there(drive: Any) -> None:
    first = codebook_path(drive.project)
    first.with_name("prov.yaml").write_bytes(first.read_bytes())
    first.write_text(
        "id: mer\nversion: '1'\nextends: prov\nnames: {sv: Mer}\n"
        "themes:\n- id: larm\n  names: {sv: Larm}\n  codes:\n  - {id: nytt, names: {sv: Nytt}}\n",
        encoding="utf-8",
    )
    before = first.read_bytes()
    async with drive.app((120, 30)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        for key in ("enter", "w", "E", "h", "z", "x", "ctrl+down"):
            await drive.press(pilot, key)
            assert pilot.app.screen is screen
            assert "codebooks/prov.yaml" in said(pilot)
            assert "ändra den där i en textredigerare, F5 visar den" in said(pilot)
        await light(drive, pilot, "larm/nytt")
        await drive.press(pilot, "w")
        assert isinstance(pilot.app.screen, IndicatorsScreen)
        await drive.press(pilot, "escape")
        assert first.read_bytes() == before
        # What the sentence tells to do can be done: a code of one's own beside it.
        await light(drive, pilot, "ledning/rad")
        await drive.press(pilot, "i")
        await write(drive, pilot, "Egen kod")
        assert drive.project.codebook.find("ledning/egen-kod") is not None
        first.with_name("prov.yaml").unlink()
        assert beside_codebook(drive.project, "prov.yaml") == ""


async def test_an_id_that_cannot_be_is_told_and_changes_nothing(drive: Any) -> None:
    before = codebook_path(drive.project).read_bytes()
    async with drive.app((100, 30)) as pilot:
        await edit(drive, pilot, "ledning/rad")
        await drive.press(pilot, "E")
        await write(drive, pilot, "Stora Rådet")
        assert drive.toasts(pilot)
        assert codebook_path(drive.project).read_bytes() == before


async def test_a_code_is_moved_and_put_in_another_order(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        await drive.press(pilot, "h")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await drive.press(pilot, *"planer", "enter")
        assert screen.lit.code.path == "planer/rad"
        assert [c.code for c in codings(drive.project.store)] == ["planer/rad"]
        at = paths(pilot).index("planer/rad")
        await drive.press(pilot, "ctrl+up")
        assert paths(pilot).index("planer/rad") == at - 1
        await drive.press(pilot, "ctrl+down")
        assert paths(pilot).index("planer/rad") == at


async def test_a_code_goes_up_in_another_after_a_question(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        await drive.press(pilot, "z", *"planer/kurator", "enter")
        assert isinstance(pilot.app.screen, AskScreen)
        question = str(pilot.app.screen.query_one("#words", Static).content)
        assert question.startswith("”Gemensamt råd leder” med 1 kodning går upp i ”Kurator på skolan”")
        await drive.press(pilot, "n")
        assert "ledning/rad" in paths(pilot)
        await drive.press(pilot, "z", *"planer/kurator", "enter", "j")
        assert screen.lit.code.path == "planer/kurator"
        assert "ledning/rad" not in paths(pilot)
        assert [c.code for c in codings(drive.project.store)] == ["planer/kurator"]


async def test_a_memo_on_a_code_is_written_and_read_in_the_codebook(drive: Any) -> None:
    with Project.open(drive.project.folder, coder="Bo") as theirs:
        write_memo(theirs, "code:ledning/rad", "Räknas nämnder?")
    async with drive.app((100, 40)) as pilot:
        await edit(drive, pilot, "ledning/rad")
        assert "Memo (Bo): Räknas nämnder?" in about(pilot)
        await drive.press(pilot, "m", *"Ja", "ctrl+s")
        assert said(pilot) == "Memot är sparat."
        assert "Memo (kodare-1): Ja" in about(pilot)
        assert [(m.coder, m.text) for m in memos_on(drive.project, "code:ledning/rad")] == [
            ("Bo", "Räknas nämnder?"),
            ("kodare-1", "Ja"),
        ]


async def test_some_codings_go_to_a_new_code(drive: Any) -> None:
    accept(drive.project, [s for s in waiting(drive.project) if s.suggestion.code == "planer/plan"])
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "planer/plan")
        await drive.press(pilot, "k")
        window = pilot.app.screen
        assert isinstance(window, SplitScreen)
        assert len(window.rows) == 2
        await drive.press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SplitScreen)
        await drive.press(pilot, *"Antagen", "tab", "down", "space")
        assert len(window.query_one("#chosen", SelectionList).selected) == 1
        await drive.press(pilot, "ctrl+s")
        assert screen.lit.code.path == "planer/antagen"
        assert sorted(c.code for c in codings(drive.project.store)) == ["ledning/rad", "planer/antagen", "planer/plan"]


async def test_a_code_is_retired_and_taken_up_again(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "planer/plan")
        await drive.press(pilot, "x")
        assert "Ingen kodning vilar på ”Plan finns”" in str(pilot.app.screen.query_one("#words", Static).content)
        await drive.press(pilot, "n")
        assert not screen.lit.code.retired
        await drive.press(pilot, "x", "j")
        assert screen.lit.code.retired
        assert "Ur bruk" in about(pilot)
        await drive.press(pilot, "x")
        assert not screen.lit.code.retired


async def test_a_code_with_codings_is_retired_after_a_question(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        assert screen.lit.codings == 1
        await drive.press(pilot, "x")
        assert isinstance(pilot.app.screen, AskScreen)
        assert "1 kodning vilar på ”Gemensamt råd leder”" in str(pilot.app.screen.query_one("#words", Static).content)
        await drive.press(pilot, "n")
        assert not screen.lit.code.retired
        await drive.press(pilot, "x", "j")
        assert screen.lit.code.retired
        await drive.press(pilot, "x")
        assert pilot.app.screen is screen
        assert not screen.lit.code.retired


async def test_work_that_fails_is_no_longer_said_to_be_under_way(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NothingToUndoError(coder="kodare-1")

    monkeypatch.setattr("qualcode.tui.codebook_screen.retire_code", refuse)
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "planer/plan")
        await drive.press(pilot, "x", "j")
        assert drive.toasts(pilot)
        assert screen.query_one("#said", EndsLine).ends[0] == ""


async def test_codes_and_themes_are_added(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        await drive.press(pilot, "i")
        await write(drive, pilot, "Operativ grupp")
        assert screen.lit.code.path == "ledning/operativ-grupp"
        await drive.press(pilot, "I")
        await write(drive, pilot, "Förhoppningar")
        assert screen.lit.code.path == "förhoppningar"
        await drive.press(pilot, "u", "u")
        assert "förhoppningar" not in paths(pilot)


async def test_what_is_said_of_a_code_is_written_in_a_form(drive: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        screen = await edit(drive, pilot, "ledning/rad")
        await drive.press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, CodeFormScreen)
        form.query_one("#name-sv", Input).value = "Länets råd"
        form.query_one("#brief", TextArea).text = "Ett råd leder."
        form.query_one("#examples", TextArea).text = "Rådet leder.\nVi har ett råd."
        await drive.press(pilot, "ctrl+s")
        code = screen.lit.code
        assert code.names["sv"] == "Länets råd"
        assert code.brief["sv"] == "Ett råd leder."
        assert code.examples["sv"] == ("Rådet leder.", "Vi har ett råd.")
        assert "Ett råd leder." in about(pilot)
        await drive.press(pilot, "enter", "ctrl+s")
        assert isinstance(pilot.app.screen, CodebookScreen)
        await drive.press(pilot, "u")
        assert screen.lit.code.names["sv"] != "Länets råd"


async def test_the_passages_of_a_code_open_from_here(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await edit(drive, pilot, "planer/plan")
        await drive.press(pilot, "l")
        assert isinstance(pilot.app.screen, ThemeScreen)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, CodebookScreen)


async def try_out(drive: Any, pilot: Any, words: str) -> str:
    screen = pilot.app.screen
    screen.query_one("#written", TextArea).text = words
    await pilot.pause()
    screen.action_try_now()
    await drive.settle(pilot)
    return str(screen.query_one("#hits", Static).content)


async def test_indicators_show_what_they_find_while_they_are_written(drive: Any) -> None:
    before = codebook_path(drive.project).read_bytes()
    async with drive.app((120, 30)) as pilot:
        screen = await edit(drive, pilot, "planer/kurator")
        await drive.press(pilot, "w")
        assert isinstance(pilot.app.screen, IndicatorsScreen)
        found = await try_out(drive, pilot, "- words: [länsråd, länsrådet]\n")
        assert "2 textställen i 2 av 3 dokument" in found
        assert "Söderlunda län" in found
        wrong = await try_out(drive, pilot, "- words: [länsråd]\n- wrods: [a]\n")
        assert wrong.startswith("Rad 2, kolumn 3: ")
        broken = await try_out(drive, pilot, "- words: [länsråd\n- near: [[a], [b]]\n")
        assert broken.startswith("Rad 1, kolumn 10: Det här är inte YAML: en parentes som börjar här saknar")
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, AskScreen)
        await drive.press(pilot, "n")
        assert codebook_path(drive.project).read_bytes() == before
        pilot.app.screen.query_one("#written", TextArea).text = "- words: [länsråd, länsrådet]\n"
        await drive.press(pilot, "ctrl+s")
        assert "Inskrivet" in said(pilot)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, CodebookScreen)
        assert [i.slots[0] for i in screen.lit.code.indicators] == [("länsråd", "länsrådet")]
        await drive.press(pilot, "u")
        assert codebook_path(drive.project).read_bytes() == before


async def test_a_mistake_is_not_written(drive: Any) -> None:
    before = codebook_path(drive.project).read_bytes()
    async with drive.app((100, 30)) as pilot:
        await edit(drive, pilot, "planer/kurator")
        await drive.press(pilot, "w")
        pilot.app.screen.query_one("#written", TextArea).text = "- words: [a\n"
        await drive.press(pilot, "ctrl+s")
        assert "Rad 1, kolumn 10: " in drive.toasts(pilot)[0].message
        assert codebook_path(drive.project).read_bytes() == before


@pytest.mark.parametrize("mended", ["- words: [länsråd]\n", ""])
async def test_a_mistake_is_told_no_more_when_its_line_is_mended(drive: Any, mended: str) -> None:
    async with drive.app((100, 30)) as pilot:
        await edit(drive, pilot, "planer/kurator")
        await drive.press(pilot, "w")
        screen = pilot.app.screen
        assert (await try_out(drive, pilot, "- wrods: [a]\n")).startswith("Rad 1, kolumn 3: ")
        await drive.press(pilot, "ctrl+s")
        assert drive.toasts(pilot)
        screen.query_one("#written", TextArea).text = mended
        await pilot.pause()
        # At once, and not after the pause and the look through all documents.
        assert "Rad 1" not in str(screen.query_one("#hits", Static).content)
        assert not drive.toasts(pilot)
        screen.action_try_now()
        await drive.settle(pilot)
        told = str(screen.query_one("#hits", Static).content)
        assert told.startswith("2 textställen i 2 av 3 dokument" if mended else "Inga indikatorer än.")


async def test_a_look_at_what_is_written_no_more_tells_nothing(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await edit(drive, pilot, "planer/kurator")
        await drive.press(pilot, "w")
        screen = pilot.app.screen
        screen.query_one("#written", TextArea).text = "- wrods: [a]\n"
        await pilot.pause()
        screen.action_try_now()
        screen.query_one("#written", TextArea).text = "- words: [länsråd]\n"
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Rad 1" not in str(screen.query_one("#hits", Static).content)


async def test_the_codebook_is_written_to_a_file(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await edit(drive, pilot, "ledning/rad")
        await drive.press(pilot, "ctrl+e")
        await write(drive, pilot, "exports/bok.qdc")
        assert (drive.project.folder / "exports" / "bok.qdc").is_file()
        assert "bok.qdc" in said(pilot)


async def test_a_change_elsewhere_is_seen_after_f5(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await edit(drive, pilot, "ledning/rad")
        edit_code(drive.project, "ledning/rad", brief={"sv": "Skrivet på annat håll."})
        await drive.press(pilot, "f5")
        assert "Skrivet på annat håll." in about(pilot)


KEYS = {"tree": ("k", "down"), "form": ("k", "down", "enter"), "indicators": ("k", "down", "w")}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", [(80, 24), (140, 36)])
@pytest.mark.parametrize("shown", KEYS)
def test_the_codebook_editor_looks_so(drive: Any, snap_compare: Any, lang: str, size: Any, shown: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, *KEYS[shown])
        for field in pilot.app.screen.query("Input, TextArea"):
            field.cursor_blink = False
        if shown == "indicators":
            pilot.app.screen.action_try_now()
        await drive.settle(pilot)

    assert snap_compare(drive.begin(lang), terminal_size=size, run_before=before)


async def test_a_hit_stands_between_whole_words(drive: Any) -> None:
    found = live_hits(drive.project, "planer/kurator", "- words: [kurator]\n")
    assert found is not None
    [hit] = found.first
    assert hit.text == "Vi har kanske en kurator på varje skola."
    assert hit.before == "… gick ut i fjol. Samordnaren:"
    assert hit.after == "Det vet vi i höst. …"
    first = live_hits(drive.project, "planer/kurator", "- words: [dialog]\n")
    assert first is not None
    # Nothing is left out before the beginning.
    assert not first.first[0].before
