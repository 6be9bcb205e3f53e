"""`anonymise list`, `accept`, `reject`, `change` and `add`: deciding about hidden names, and what it does to texts and codings."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PASSPHRASE, passphrase_fd

if TYPE_CHECKING:
    from tests.conftest import Desk

MINUTES = """\
Minnesanteckningar, dialog med Kalmar län 12 november 2024

Deltagare:
Gunhild Frankelius, samordnare, Region Kalmar

Styrning
Länet har en handlingsplan, säger Gunhild Frankelius, och den följs upp. Kontakt är brumvik i receptionen.
Brumvik tog upp budgeten. Det finns en budget, enligt brumviks lista, och BRUMVIK-gruppen följer den.
Sedan talade Xyrmelin om anhörigstöd. Xyrmelins förslag är att anhörigstöd ska byggas upp.
"""
SECOND = """\
Minnesanteckningar, dialog med Dalarnas län 13 november 2024

Styrning
Vi har en budget, och receptionen hos brumvik är öppen.
"""


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Any:
    def give() -> None:
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)

    return give


@pytest.fixture
def late(bare: Desk, vault: Any) -> Desk:
    """A project whose finders have missed a name in small letters, with a vault, suggestions and codings."""
    (bare.folder / "kalmar.txt").write_text(MINUTES, encoding="utf-8")
    (bare.folder / "dalarna2.txt").write_text(SECOND, encoding="utf-8")
    vault()
    bare.done("import", bare.folder / "kalmar.txt", bare.folder / "dalarna2.txt")
    assert "brumvik i rec" in bare.text("d1"), "the finders know the name by now: choose another"
    bare.done("suggest")
    bare.done("accept", "--all")
    return bare


def words(desk: Desk) -> list[tuple[str, str, str]]:
    """Give what every coding covers, straight from the database."""
    with sqlite3.connect(desk.project / "project.db") as db:
        rows = db.execute(
            "select c.id, c.code, substr(d.text, c.start + 1, c.end - c.start) from coding c join document d "
            "on d.id = c.document order by c.id"
        ).fetchall()
    db.close()
    return rows


def hits(desk: Desk, *asked: str) -> list[dict[str, Any]]:
    return desk.done("anonymise", "list", *asked, "--json").json


def bytes_of(desk: Desk) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(desk.project.rglob("*")) if p.is_file())


def sentences(desk: Desk, document: str) -> list[str]:
    with sqlite3.connect(desk.project / "project.db") as db:
        rows = db.execute(
            "select substr(d.text, s.start + 1, s.end - s.start) from segment s join document d on d.id = s.document "
            "where s.kind = 'sentence' and d.id = ? order by s.position",
            (document,),
        ).fetchall()
    db.close()
    return [row[0] for row in rows]


def test_lists_are_filtered_and_paged(late: Desk) -> None:
    everything = hits(late)
    assert {h["document"] for h in everything} == {"d1", "d2"}
    doubts = hits(late, "--tier", "review")
    assert doubts == [h for h in everything if h["doubt"]]
    assert hits(late, "--tier", "hit") == [h for h in everything if not h["doubt"]]
    assert hits(late, "d1", "--type", "county") == [
        h for h in everything if h["type"] == "county" and h["document"] == "d1"
    ]
    assert hits(late, "--limit", "2", "--from", "3") == everything[2:4]
    late.done("anonymise", "accept", everything[0]["id"])
    assert hits(late, "--state", "open") == everything[1:]
    assert [h["id"] for h in hits(late, "--state", "accepted")] == [everything[0]["id"]]


def test_originals_are_shown_on_a_terminal_only(late: Desk, vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    vault()
    told = late.run("anonymise", "list", "d1", "--originals")
    assert (told.code, told.out) == (4, "")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert late.run("anonymise", "list", "d1", "--originals", "--json").code == 4
    assert "Frankelius" in late.done("anonymise", "list", "d1", "--originals", "--passphrase-fd", passphrase_fd()).out
    assert "Frankelius" not in late.done("anonymise", "list", "d1").out


def test_a_document_is_reviewed_when_its_last_hit_is_decided(late: Desk, vault: Any) -> None:
    ids = [h["id"] for h in hits(late, "d2")]
    for key in ids:
        late.done("anonymise", "accept", key)
    states = {s["document"]: s for s in late.done("anonymise", "status", "--json").json}
    assert (states["d2"]["reviewed"], states["d2"]["open"]) == (True, 0)
    assert states["d1"]["reviewed"] is False
    # Quotes come from the one, and from the other only when asked for, then marked.
    vault()
    assert {q["unreviewed"] for q in late.done("quotes", "--json", "--per-code", "9").json} == {False}
    vault()
    asked = late.done("quotes", "--json", "--per-code", "9", "--allow-unreviewed", "--allow-disclosing").json
    assert {q["unreviewed"] for q in asked} == {False, True}
    late.done("undo")
    assert {s["document"]: s["reviewed"] for s in late.done("anonymise", "status", "--json").json}["d2"] is False


def released(desk: Desk) -> dict[str, Any]:
    """Give a hit whose words are Xyrmelin's."""
    text = desk.text("d1")
    found = [h for h in hits(desk, "d1") if text[: h["start"]].endswith("Sedan talade ")]
    assert len(found) == 1, text
    return found[0]


def test_a_released_word_stands_again_and_codings_keep_their_words(late: Desk, vault: Any) -> None:
    before, cut = words(late), sentences(late, "d1")
    text = late.text("d1")
    hit = released(late)
    assert late.run("anonymise", "reject", hit["id"]).code == 4
    assert late.text("d1") == text
    vault()
    late.done("anonymise", "reject", hit["id"], "--everywhere")
    now = late.text("d1")
    assert "Sedan talade Xyrmelin om" in now
    assert "Xyrmelins förslag" in now
    assert len(words(late)) == len(before)
    changed = {(a, b) for (_, _, a), (_, _, b) in zip(before, words(late), strict=True) if a != b}
    assert changed
    assert all("Xyrmelin" in b for _, b in changed)
    assert [s for s in sentences(late, "d1") if "Xyrmelin" not in s] == [
        a for a, b in zip(cut, sentences(late, "d1"), strict=True) if "Xyrmelin" not in b
    ]
    assert {h["id"] for h in hits(late, "--state", "rejected")} >= {hit["id"]}
    history = late.done("history", "--json").out
    assert "Xyrmelin" not in history
    assert late.run("undo").code == 4
    vault()
    late.done("undo")
    assert (late.text("d1"), words(late), sentences(late, "d1")) == (text, before, cut)
    assert b"Xyrmelin" not in bytes_of(late)
    vault()
    late.done("redo")
    assert late.text("d1") == now


def test_a_snapshot_with_texts_is_judged_as_exports_are(late: Desk, vault: Any) -> None:
    hit = released(late)
    vault()
    late.done("anonymise", "reject", hit["id"], "--everywhere")
    vault()
    late.done("snapshot", "bild", "--with-text")


def test_a_released_word_stays_in_quotes_and_is_no_leak(late: Desk, vault: Any) -> None:
    late.done("anonymise", "accept", "--all")
    vault()
    assert "Xyrmelin" not in late.done("quotes", "--json", "--per-code", "9").out
    hit = released(late)
    vault()
    late.done("anonymise", "reject", hit["id"], "--everywhere")
    vault()
    quoted = late.done("quotes", "--json", "--per-code", "9").out
    assert "Xyrmelin" in quoted
    vault()
    late.done("quotes", "--per-code", "9", "--to", late.folder / "citat.docx")


def test_a_change_keeps_genitive_and_type_decides_what_stands(late: Desk, vault: Any) -> None:
    hit = released(late)
    vault()
    late.done("anonymise", "change", hit["id"], "--replacement", "skolchefen", "--everywhere")
    text = late.text("d1")
    assert "Sedan talade skolchefen om" in text
    assert text.count("kolchefen") == 2, text
    assert late.run("anonymise", "change", hit["id"], "--replacement", "Gunhild Frankelius").code == 2
    assert late.run("anonymise", "change", hit["id"]).code == 2
    vault()
    # Groups stay in the stored text: the words come back, and are replaced in what is published.
    late.done("anonymise", "change", hit["id"], "--type", "group")
    assert "Sedan talade Xyrmelin om" in late.text("d1")
    [one] = [h for h in hits(late, "d1") if h["id"] == hit["id"]]
    assert (one["type"], one["standing"], one["review"]) == ("group", "kept", "changed")
    vault()
    late.done("undo", "2")
    assert released(late)["replacement"] == hit["replacement"]


def test_a_kept_word_becomes_hidden(late: Desk, vault: Any) -> None:
    county = hits(late, "d1", "--type", "county")[0]
    vault()
    late.done("anonymise", "change", county["id"], "--type", "person", "--replacement", "någon")
    assert late.text("d1")[county["start"] :].lower().startswith("någon")
    vault()
    late.done("undo")
    assert late.text("d1")[county["start"] :].startswith(county["replacement"])


@pytest.mark.parametrize("how", ["place", "text"])
def test_a_late_name_goes_everywhere(late: Desk, vault: Any, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    start, _ = late.span("d1", "brumvik i rec")
    (late.project / "exports" / "gammal.csv").write_text("vem\nbrumvik\n", encoding="utf-8")
    late.done("memo", "d1", "fråga brumvik om detta")
    late.done("memo", "d2", "om brumviks lista")
    late.done("judge", "Kalmar", "plans/budget", "present", "--summary", "enligt brumvik finns den")
    assert "brumvik" in late.done("memo", "--list").out, "the finders know the name by now: choose another"
    before, text, cut = words(late), late.text("d1"), sentences(late, "d1")
    segments = len(sentences(late, "d1"))
    place: tuple[object, ...] = ("d1", start, start + 7)
    if how == "text":
        place = ("--text",)
        monkeypatch.setattr("sys.stdin", io.StringIO("brumvik\n"))
    assert late.run("anonymise", "add", *place).code == 4
    assert late.text("d1") == text
    if how == "text":
        monkeypatch.setattr("sys.stdin", io.StringIO("brumvik\n"))
    vault()
    told = late.done("anonymise", "add", *place)
    assert "gammal.csv" in told.err
    assert "brumvik" not in (told.out + told.err).casefold()
    now = late.text("d1")
    assert "brumvik" not in (now + late.text("d2")).casefold()
    assert "-gruppen följer" in now
    old = b"vem\nbrumvik\n"
    assert (late.project / "exports" / "gammal.csv").read_bytes() == old
    assert b"brumvik" not in bytes_of(late).lower().replace(old, b"")
    assert "brumvik" not in late.done("memo", "--list").out + late.done("history", "--json").out
    # Codings have kept their words, but for the name.
    assert [(k, c) for k, c, _ in words(late)] == [(k, c) for k, c, _ in before]
    assert all("brumvik" in a.casefold() or a == b for (_, _, a), (_, _, b) in zip(before, words(late), strict=True))
    assert len(sentences(late, "d1")) == segments
    assert late.run("undo").code == 4
    assert late.text("d1") == now
    vault()
    late.done("undo")
    assert (late.text("d1"), words(late), sentences(late, "d1")) == (text, before, cut)
    assert "fråga brumvik om" in late.done("memo", "--list").out
    vault()
    late.done("redo")
    assert late.text("d1") == now
    assert b"brumvik" not in bytes_of(late).lower().replace(old, b"")
    if how == "place":
        again = late.run("anonymise", "add", "d1", start, start + 3)
        assert again.code != 0


def test_without_a_vault_the_name_is_kept_nowhere(bare: Desk) -> None:
    (bare.folder / "kalmar.txt").write_text(MINUTES, encoding="utf-8")
    bare.done("import", bare.folder / "kalmar.txt")
    start, _ = bare.span("d1", "brumvik i rec")
    told = bare.done("anonymise", "add", "d1", start, start + 7)
    assert "cannot be undone" in told.err
    assert b"brumvik" not in bytes_of(bare).lower()
    assert "import" in bare.done("undo").err, "the step of the name is passed over"
    assert bare.done("history", "--json").json[0]["state"] == "final"


def test_others_can_take_their_codings_back_after_a_late_name(late: Desk, vault: Any) -> None:
    start, _ = late.span("d1", "brumvik i rec")
    place = late.span("d1", "BRUMVIK-gruppen följer den")
    late.done("--coder", "Bo", "code", "d1", *place, "plans/budget")
    other = late.span("d1", "Det finns en budget")
    late.done("--coder", "Bo", "code", "d1", *other, "plans/county-plan")
    vault()
    late.done("anonymise", "add", "d1", start, start + 7)
    late.done("--coder", "Bo", "undo", "2")
    late.done("--coder", "Bo", "redo", "2")
    kept = {text for _, code, text in words(late) if code in ("plans/budget", "plans/county-plan")}
    assert "Det finns en budget" in kept
    vault()
    late.done("undo")
    assert "BRUMVIK-gruppen följer den" in {text for *_, text in words(late)}


def test_a_coding_that_began_inside_the_name_comes_back_exactly(late: Desk, vault: Any) -> None:
    start, end = late.span("d1", "BRUMVIK-gruppen följer den")
    late.done("code", "d1", start + 4, end, "plans/budget")
    before = words(late)
    assert "VIK-gruppen följer den" in {text for *_, text in before}
    at, _ = late.span("d1", "brumvik i rec")
    vault()
    late.done("anonymise", "add", "d1", at, at + 7)
    assert any(text.endswith("-gruppen följer den") and not text.startswith("-") for *_, text in words(late))
    vault()
    late.done("undo")
    assert words(late) == before


def test_suggestions_and_what_was_decided_of_them_move_along(late: Desk, vault: Any) -> None:
    late.done("undo")
    waiting = len(late.done("suggest", "--list", "--json").json)
    assert waiting
    late.done("reject", "--code", "plans/budget")
    left = [(s["code"], s["id"]) for s in late.done("suggest", "--list", "--json").json]
    at, _ = late.span("d1", "brumvik i rec")
    vault()
    late.done("anonymise", "add", "d1", at, at + 7)
    assert [c for c, _ in left] == [s["code"] for s in late.done("suggest", "--list", "--json").json]
    late.done("suggest")
    assert [c for c, _ in left] == [s["code"] for s in late.done("suggest", "--list", "--json").json]
    # Taken back, the decision finds its suggestions again, and so does the one before.
    vault()
    late.done("undo")
    assert left == [(s["code"], s["id"]) for s in late.done("suggest", "--list", "--json").json]
    late.done("undo")
    assert len(late.done("suggest", "--list", "--json").json) == waiting


def test_a_file_name_that_tells_the_name_is_listed(late: Desk, vault: Any) -> None:
    (late.project / "corpora" / "samtal_med_brumvik.txt").write_text("inget\n", encoding="utf-8")
    at, _ = late.span("d1", "brumvik i rec")
    vault()
    assert "samtal_med_brumvik.txt" in late.done("anonymise", "add", "d1", at, at + 7).err


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("add",), 2),
        (("add", "d1", "x", "4"), 2),
        (("add", "d1", "1"), 2),
        (("add", "d1", "99999", "100000"), 1),
        (("add", "d77", "1", "4"), 1),
        (("accept", "d1", "d1-h1"), 2),
        (("accept", "d1", "--everywhere"), 2),
        (("accept", "d1-h999"), 1),
        (("reject", "d1-h999"), 1),
        (("change", "d1-h999", "--replacement", "x"), 1),
        (("list", "--type", "namn"), 2),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(late: Desk, vault: Any, asked: tuple[str, ...], code: int) -> None:
    vault()
    told = late.run("anonymise", *asked)
    assert (told.code, told.out, told.err.count("\n")) == (code, "", 1), told.err
    assert Path(late.project / "project.db").exists()
