"""A change of some themes: what is written reads back, and the other themes' lines and comments are those that stood there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.codebook_changes import Reshaped, added, edited, merged, moved, renamed
from qualcode.exchange import codebook_dumping
from qualcode.exchange.codebook_cutting import Cut, touched_themes
from qualcode.exchange.codebook_dumping import dump, essence
from qualcode.exchange.codebook_files import parse

BOOK = """\
# Kodbok för prov
id: prov
version: "1"
names: {sv: Prov}
groups:
  plan: [handlingsplan,
     "*plan"]   # två ord
themes:
  # Så är listan ordnad.
  - id: a
    names: {sv: Tema A}   # ett namn
    touches: [c]
    codes:
      - id: ett
        names:   {sv: Ett}
        indicators:
          - words: [$plan, styrdokument,
                    rutin]   # gruppen
      # Den andra.
      - id: två
        brief: 'kort'
        # Hör till två.

  # Om B.
  - id: b
    names: {sv: Tema B}
    codes:
      - id: tre
        indicators: [{words: [sorg]}]


  # Om C,
  # på två rader.
  - id: c
    names: {sv: Tema C}
    codes:
      - id: fyra
        # Varför fyra.
        names: {sv: "Fyra"}
  - id: d
    codes:
      - id: fem

# Räkningarna.
counts:
  - id: n   # räkningen
    label: N
    count: a/ett and   not b/tre
    # Sist i räkningen.
# Slut.
"""
NEW = Code(id="nytt", path="nytt", names={"sv": "Nytt: med kolon"})


def book(text: str = BOOK) -> Codebook:
    found, faults = parse(text)
    assert faults == ()
    assert found is not None
    return found


def lines_of(text: str, theme: str) -> str:
    """Give a theme's lines as a reader of the file sees them: from its dash to the next one, or to an outermost line."""
    found = re.search(rf"^(  - id: {theme}\n.*?)(?=^ *\n*(?:  [-#] ?|[a-z#])|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def written(text: str, shaped: Reshaped) -> str:
    old = book(text)
    there = {code.path for code in old.walk()}
    lines = {new: path for path, new in shaped.moved.items() if new not in there}
    return dump(shaped.book, like=text, moved=lines, before=old)


CHANGES: dict[str, tuple[Callable[[Codebook], Reshaped], str]] = {
    "a code to another theme": (lambda old: moved(old, "a/två", "b"), "cd"),
    "a code to the root": (lambda old: moved(old, "b/tre", "", before="c"), "cd"),
    "a code in another": (lambda old: merged(old, "d/fem", "c/fyra"), "ab"),
    "a theme that another touches": (lambda old: renamed(old, "c", id="ny"), "bd"),
    "a theme below another": (lambda old: moved(old, "d", "b"), "ac"),
    "a counted code": (lambda old: renamed(old, "b/tre", id="ny"), "acd"),
    "a counted code to another theme": (lambda old: moved(old, "a/ett", "d"), "bc"),
    "a theme more": (lambda old: Reshaped(added(old, NEW, after="b"), {}), "abcd"),
    "a theme more at the end": (lambda old: Reshaped(added(old, NEW), {}), "abcd"),
    "another order": (lambda old: moved(old, "d", "", before="b"), "abcd"),
    "another first": (lambda old: moved(old, "b", "", before="a"), "abcd"),
}


@pytest.mark.parametrize("name", list(CHANGES))
def test_themes_that_a_change_does_not_touch_stay_to_the_letter(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, untouched = CHANGES[name]
    shaped = change(book())
    cuts: list[Cut | None] = []

    def told(*given: object) -> Cut | None:
        cuts.append(touched_themes(*given))  # type: ignore[arg-type]
        return cuts[-1]

    monkeypatch.setattr(codebook_dumping, "touched_themes", told)
    text = written(BOOK, shaped)
    assert essence(book(text)) == essence(shaped.book)
    for theme in untouched:
        assert lines_of(text, theme) == lines_of(BOOK, theme)
        assert all(f"  - id: {theme}\n" not in cut.lines for cut in cuts if cut is not None)
    assert [cut is not None for cut in cuts] == [True]
    assert sorted(re.findall("#.*", text)) == sorted(re.findall("#.*", BOOK))
    assert text.endswith("# Slut.\n")


def test_what_is_written_of_several_themes_is_what_the_whole_file_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    # Of a list like this one the library forgets how it was typed.
    text = BOOK.replace("indicators: [{words: [sorg]}]", "exclude: [sorg]")
    for name in ("a counted code", "a theme that another touches"):
        shaped = CHANGES[name][0](book(text))
        cut = written(text, shaped)
        with monkeypatch.context() as without:
            without.setattr(codebook_dumping, "touched_themes", lambda *_: None)
            assert cut == written(text, shaped)


def test_comments_of_a_theme_go_with_it_and_those_of_one_that_is_gone_stay() -> None:
    text = written(BOOK, moved(book(), "b", "", before="a"))
    assert "themes:\n  # Så är listan ordnad.\n  # Om B.\n  - id: b\n" in text
    gone = written(BOOK, moved(book(), "b", "d"))
    assert "        # Hör till två.\n\n  # Om B.\n\n\n  # Om C,\n  # på två rader.\n  - id: c\n" in gone


def test_a_new_theme_stands_apart_as_the_others_do() -> None:
    text = written(BOOK, Reshaped(added(book(), NEW), {}))
    said = "\n  - id: nytt\n    names:\n      sv: 'Nytt: med kolon'\n"
    assert text == BOOK.replace("      - id: fem\n", f"      - id: fem\n{said}")


SAID = st.sampled_from(["", "# en anmärkning", "# : - [ {", "#", "   "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Give a codebook's text laid out as people do: lists at the margin or further in, comments and empty lines anywhere, in any order."""
    dash = " " * draw(st.sampled_from([0, 2, 4]))
    key = dash + "  "

    def space(indent: str) -> list[str]:
        return [f"{indent}{said}".rstrip(" ") + "\n" for said in draw(st.lists(SAID, max_size=2))]

    def noted(line: str) -> str:
        said = draw(SAID)
        return f"{line}  {said}\n" if said.startswith("#") else f"{line}\n"

    themes = ["themes:\n"]
    notes = iter(range(100))

    def above() -> list[str]:
        return [line.replace("#", f"# ovan {next(notes)}", 1) if "#" in line else line for line in space(dash)]

    ids = [f"t{number}" for number in range(draw(st.integers(2, 5)))]
    for theme in ids:
        themes += [*above(), noted(f"{dash}- id: {theme}"), noted(f"{key}names: {{sv: Tema  {theme}}}")]
        if theme != ids[0] and draw(st.booleans()):
            themes.append(noted(f"{key}touches: [{ids[0]}]"))
        themes.append(noted(f"{key}codes:"))
        for code in range(draw(st.integers(1, 3))):
            themes += [*space(f"{key}  "), noted(f"{key}  - id: k{code}-{theme}")]
            if draw(st.booleans()):
                themes += [
                    f"{key}    indicators:\n",
                    *space(f"{key}      "),
                    noted(f"{key}      - words: [ord{code},  'x*']"),
                ]
        themes += space(f"{key}  ")
    counts = [
        "counts:\n",
        *space("  "),
        noted("  - id: n"),
        "    label: N\n",
        noted(f"    count: {ids[-1]}/k0-{ids[-1]}"),
    ]
    head = ["# Överst\n", "id: prov\n", noted("version: '1'"), "names: {sv: Prov}\n"]
    parts = draw(st.permutations([head, [*space(""), *themes], [*space(""), *counts]]))
    return "".join(line for part in parts for line in part)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, Reshaped]:
    text = draw(texts())
    old = book(text)
    themes = [theme.id for theme in old.themes]
    codes = [code.path for theme in old.themes for code in theme.children]
    one, other = draw(st.sampled_from(codes)), draw(st.sampled_from(codes))
    theme = draw(st.sampled_from(themes))
    kind = draw(st.integers(0, 7))
    if kind == 0 and one.partition("/")[0] != theme:
        return text, moved(old, one, theme)
    if kind == 1 and one != other:
        return text, merged(old, one, other)
    if kind == 2:
        return text, renamed(old, theme, id="ny")
    if kind == 3:
        return text, moved(old, one, "", before=theme)
    if kind == 4 and theme != themes[0]:
        return text, moved(old, theme, "", before=themes[0])
    if kind == 5:
        return text, Reshaped(added(old, NEW, after=theme), {})
    if kind == 6:
        briefed = edited(old, one, lambda code: replace(code, brief={"sv": "Kort # utan anmärkning"}))
        return text, Reshaped(edited(briefed, other, lambda code: replace(code, retired=True)), {})
    return text, renamed(old, one, id="ny")


@settings(deadline=None, max_examples=150)
@given(changes())
def test_any_change_of_any_layout_reads_back_and_leaves_the_rest(given_change: tuple[str, Reshaped]) -> None:
    text, shaped = given_change
    made = written(text, shaped)
    assert essence(book(made)) == essence(shaped.book)
    for theme in shaped.book.themes:
        if theme in book(text).themes:
            assert own_lines(text, theme.id) == own_lines(made, theme.id)
    assert sorted(re.findall("# ovan.*", made)) == sorted(re.findall("# ovan.*", text))


def own_lines(text: str, theme: str) -> str:
    """Give a theme's lines up to the last with something in it, in a text of ``texts``."""
    found = re.search(rf"^( *)- id: {theme}\b.*?(?=^\1- |^[a-zÅ]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return re.sub(r"(\n *(#[^\n]*)?)+\Z", "", found[0])
