from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.domain import codebook_changes
from qualcode.domain.codebook import Code, Codebook, CountRule, Kind
from qualcode.exchange import codebook_dumping
from qualcode.exchange.codebook_cutting import touched_themes
from qualcode.exchange.codebook_dumping import dump, essence
from qualcode.exchange.codebook_files import CodebookFaultsError, parse

BOOK = """\
# Kodbok för prov
id: prov
version: "1"
names: {sv: Prov}
groups:
  plan: [handlingsplan, "*plan"]   # två ord
themes:
  # första temat
  - id: a
    names:
      sv: Tema A   # ett namn
    kind: view
    codes:
      - id: ett
        names: {sv: Ett}
        # varför så här
        indicators:
          - words: [$plan, styrdokument]   # gruppen
            weight: 0.9
          - near: [[$plan], ["suicid*"]]
      - id: två
        brief: 'kort'
  - id: b
    codes:
      - id: tre
counts:
  - id: n   # räkningen
    label: N
    count: a/ett and not b/tre
"""


def book(text: str = BOOK) -> Codebook:
    found, faults = parse(text)
    assert faults == ()
    assert found is not None
    return found


def renamed(code: Code, name: str) -> Code:
    def under(one: Code, above: str) -> Code:
        path = f"{above}/{one.id}" if above else one.id
        return replace(one, path=path, children=tuple(under(c, path) for c in one.children))

    return under(replace(code, id=name), code.path.rpartition("/")[0])


def test_nothing_changed_nothing_lost() -> None:
    assert dump(book(), like=BOOK) == BOOK


def test_a_new_name_changes_its_lines_only() -> None:
    old = book()
    theme = old.themes[0]
    code = renamed(theme.children[0], "först")
    counts = (replace(old.counts[0], expression="a/först and not b/tre"),)
    new = replace(old, themes=(replace(theme, children=(code, theme.children[1])), old.themes[1]), counts=counts)
    text = dump(new, like=BOOK, moved={"a/först": "a/ett"})
    changed = [(a, b) for a, b in zip(BOOK.splitlines(), text.splitlines(), strict=True) if a != b]
    assert changed == [
        ("      - id: ett", "      - id: först"),
        ("    count: a/ett and not b/tre", "    count: a/först and not b/tre"),
    ]


def test_a_moved_code_takes_its_lines_along() -> None:
    old = book()
    one, two = old.themes
    moved = replace(one.children[0], path="b/ett")
    new = replace(
        old,
        themes=(replace(one, children=one.children[1:]), replace(two, children=(*two.children, moved))),
        counts=(replace(old.counts[0], expression="b/ett"),),
    )
    text = dump(new, like=BOOK, moved={"b/ett": "a/ett"})
    again = book(text)
    code = again.find("b/ett")
    assert code is not None
    assert code.kind is Kind.VIEW
    assert "[$plan, styrdokument]   # gruppen" in text
    assert "# varför så här" in text


def test_a_merged_code_gets_the_indicators_of_both_as_they_were_typed() -> None:
    old = book()
    theme = old.themes[0]
    ett, tva = theme.children
    merged = replace(tva, indicators=ett.indicators)
    new = replace(old, themes=(replace(theme, children=(merged,)), old.themes[1]), counts=())
    text = dump(new, like=BOOK)
    assert "$plan" in text
    assert "counts" not in text
    assert essence(book(text)) == essence(new)


def test_every_kind_of_indicator_without_an_older_text() -> None:
    full = BOOK.replace(
        "          - near:",
        "          - regex: 'a\\\\b'\n          - fuzzy: [stöd]\n            threshold: 90\n          - tokens: [{LOWER: x}]\n"
        "          - sentence: [[a], [b]]\n            says: absent\n            fixed: true\n          - paragraph: [[a]]\n"
        "            sections: [x]\n            unless: [no1]\n          - near:",
    )
    read = book(full)
    assert essence(book(dump(read))) == essence(read)
    assert "$plan" not in dump(read)


def test_fields_of_codes_and_counts() -> None:
    old = book()
    theme = old.themes[1]
    code = replace(
        theme.children[0],
        names={"sv": "Tre", "en": "Three"},
        definition={"sv": "Lång: text # med tecken"},
        examples={"sv": ("- ett", "två")},
        colour="#aabbcc",
        exclude=("no", "*plan"),
        touches=(old.themes[0].id,),
        threshold=0.7,
    )
    count = CountRule(
        "m", {"sv": "M"}, "b/tre", ("present", "planned"), "n", {"sv": "övriga"}, bound=old.counts[0].bound
    )
    new = replace(
        old,
        version="2",
        themes=(old.themes[0], replace(theme, children=(code,), codable=True)),
        counts=(*old.counts, count),
    )
    assert essence(book(dump(new, like=BOOK))) == essence(new)
    plain = replace(new, themes=(new.themes[0], replace(theme, children=())), counts=())
    assert (
        essence(
            book(dump(replace(plain, themes=(new.themes[0], replace(theme, children=(), codable=True))), like=BOOK))
        )
        .themes[1]
        .children
        == ()
    )


def test_an_older_text_with_mistakes_is_refused() -> None:
    with pytest.raises(CodebookFaultsError):
        dump(book(), like=BOOK.replace("kind: view", "kind: vy"))


def test_the_shipped_codebooks_keep_every_comment() -> None:
    for path in sorted((Path(__file__).resolve().parents[2] / "codebooks").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found, faults = parse(text)
        if found is None or faults:
            continue
        made = dump(found, like=text)
        assert made.count("#") == text.count("#")
        assert essence(book(made)) == essence(found)


ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "codebooks" / "verksamhetslogik.yaml"


def edits(theme: Code) -> dict[str, Code]:
    new = Code(id="nytt", path=f"{theme.id}/nytt", names={"sv": "Nytt: med kolon"})
    first, *rest = theme.children
    return {
        "a code at the end": replace(theme, children=(*theme.children, new)),
        "a code at the beginning": replace(theme, children=(new, *theme.children)),
        "a code less": replace(theme, children=tuple(rest)),
        "another order": replace(theme, children=(*rest, first)),
        "a code below a code": replace(
            theme, children=(replace(first, children=(*first.children, replace(new, path=f"{first.path}/nytt"))), *rest)
        ),
        "a brief": replace(theme, brief={"sv": "Kort # utan anmärkning"}),
        "a colour gone": replace(theme, colour=""),
        "a code renamed": replace(theme, children=(renamed(first, "omdöpt"), *rest)),
    }


@pytest.mark.parametrize("edit", list(edits(Code(id="x", path="x", names={}, children=(Code("y", "x/y", {}),)))))
def test_one_theme_alone_is_written_as_the_whole_file_would_be(edit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SMALL.read_text(encoding="utf-8")
    # Counts would name the code that goes; they are another's test.
    text = text[: text.index("\ncounts:") + 1]
    old = book(text)
    for at, theme in enumerate(old.themes):
        new = replace(old, themes=(*old.themes[:at], edits(theme)[edit], *old.themes[at + 1 :]))
        moved = {f"{theme.id}/omdöpt": theme.children[0].path} if edit == "a code renamed" else {}
        assert touched_themes(text, old, new, moved) is not None
        cut = dump(new, like=text, before=old, moved=moved)
        with monkeypatch.context() as without:
            without.setattr(codebook_dumping, "touched_themes", lambda *_: None)
            assert cut == dump(new, like=text, before=old, moved=moved)


def test_comments_above_the_next_theme_stay_there() -> None:
    text = BOOK.replace("  - id: b\n", "\n  # ----\n  # andra temat\n  - id: b\n")
    old = book(text)
    theme = old.themes[0]
    new = Code(id="tre", path="a/tre", names={"sv": "Tre"}, kind=theme.kind)
    grown = dump(replace(old, themes=(replace(theme, children=(*theme.children, new)), old.themes[1])), like=text)
    said = "      - id: tre\n        names:\n          sv: Tre\n"
    assert grown == text.replace("\n  # ----\n", f"{said}\n  # ----\n")
    less = dump(replace(old, themes=(replace(theme, children=theme.children[:1]), old.themes[1])), like=text)
    assert less == text.replace("      - id: två\n        brief: 'kort'\n", "")


@pytest.mark.parametrize(
    "change",
    [
        lambda old: replace(old, version="2"),
        lambda old: replace(old, counts=()),
        lambda old: replace(old, names={"sv": "Annat"}),
    ],
    ids=["version", "counts", "names"],
)
def test_what_is_not_in_themes_or_counts_is_written_with_the_whole(change: Callable[[Codebook], Codebook]) -> None:
    text = BOOK.replace("    count: a/ett and not b/tre", "    count: a/ett")
    old = book(text)
    new = change(old)
    assert touched_themes(text, old, new, {}) is None
    written, faults = parse(dump(new, like=text, before=old))
    assert faults == ()
    assert written is not None
    assert essence(written) == essence(new)


@pytest.mark.parametrize(
    "text",
    [
        "id: p\nversion: '1'\nnames: {sv: P}\nthemes: [{id: a, names: {sv: A}}, {id: b}]\n",
        "{id: p, version: '1', names: {sv: P}, themes: [{id: a, names: {sv: A}}, {id: b}]}\n",
        "id: p\nversion: '1'\nnames: {sv: P}\nthemes: [\n  {id: a, names: {sv: A}},\n  {id: b}]\n",
        "themes:\n  - id: a\n    names: {sv: A}\n  - id: b\nid: p\nversion: '1'\nnames: {sv: P}",
        "themes:\n  - id: b\n  - id: a\n    names: {sv: A}\n    brief: >-\n      kort\n\n      # inte en anmärkning",
    ],
)
def test_whatever_way_a_file_is_laid_out_an_edit_reads_back(text: str) -> None:
    if "id: p" not in text:
        text = f"id: p\nversion: '1'\nnames: {{sv: P}}\n{text}"
    old = book(text)
    themes = tuple(replace(one, names={"sv": "Ä"}) if one.id == "a" else one for one in old.themes)
    written, faults = parse(dump(replace(old, themes=themes), like=text, before=old))
    assert faults == ()
    assert written is not None
    assert essence(written) == essence(replace(old, themes=themes))


@pytest.mark.parametrize("dash", ["", "  ", "    "])
def test_lists_stand_as_far_in_as_their_author_put_them(dash: str) -> None:
    text = (
        "id: prov\nversion: '1'\nthemes:\n"
        f"{dash}- id: a\n{dash}  codes:\n{dash}  - id: ett   # först\n{dash}    names: {{sv: Ett}}\n{dash}  - id: två\n"
        f"{dash}- id: b\n"
    )
    old = book(text)
    first, second = old.themes
    new = Code(id="nytt", path="a/nytt", names={"sv": "Nytt"})
    brief = replace(first.children[0], brief={"sv": "Kort"})
    theme = replace(first, children=(new, brief, *first.children[1:], replace(new, id="sist", path="a/sist")))
    made = dump(replace(old, themes=(theme, replace(second, retired=True))), like=text, before=old)
    assert essence(book(made)) == essence(replace(old, themes=(theme, replace(second, retired=True))))
    assert (
        f"\n{dash}  codes:\n{dash}  - id: nytt\n{dash}    names:\n{dash}      sv: Nytt\n{dash}  - id: ett   # först\n"
        in made
    )
    assert (
        f"\n{dash}  - id: sist\n{dash}    names:\n{dash}      sv: Nytt\n{dash}- id: b\n{dash}  retired: true\n" in made
    )


def test_a_code_without_a_name_is_called_by_its_new_id() -> None:
    text = BOOK.replace("        names: {sv: Ett}\n", "")
    shaped = codebook_changes.renamed(book(text), "a/ett", id="först")
    made = dump(shaped.book, like=text, moved={"a/först": "a/ett"})
    new = shaped.book.find("a/först")
    assert new is not None
    assert new.name("sv") == "först"
    assert essence(book(made)) == essence(shaped.book)
    changed = [(a, b) for a, b in zip(text.splitlines(), made.splitlines(), strict=False) if a != b]
    assert changed[0] == ("      - id: ett", "      - id: först")
    assert "sv: först" not in made


def test_a_name_of_its_own_stays_when_the_id_changes() -> None:
    assert codebook_changes.renamed(book(), "a/ett", id="först").book.themes[0].children[0].names == {"sv": "Ett"}


def test_a_line_that_the_library_says_otherwise_leaves_the_others_as_they_are() -> None:
    # Of a mapping in brackets within brackets the library forgets the braces.
    text = BOOK.replace("        # varför så här\n", "        exclude: [ja,\n          nej]   # två\n").replace(
        "      - id: tre\n",
        "      - id: tre\n        indicators: [{words: [sorg,   saknad]}]\n        exclude:   [glad]\n",
    )
    old = book(text)
    theme = old.themes[1]
    made = dump(replace(old, themes=(old.themes[0], replace(theme, brief={"sv": "Kort"}))), like=text, before=old)
    whole = dump(replace(old, version="2"), like=text, before=old)
    for one in (made, whole):
        assert "        exclude: [ja,\n          nej]   # två\n" in one
        assert "        exclude:   [glad]\n" in one
