from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.domain.codebook import Code, Codebook, CountRule, Kind
from qualcode.exchange.codebook_dumping import essence
from qualcode.exchange.codebook_files import CodebookFaultsError, dump, parse

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
