from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.codebook import Bound, Codebook, Kind, Scope
from qualcode.exchange.codebook_files import CodebookFaultsError, faults, load, parse

BOOK = """\
id: prov
version: "1"
names: {sv: Prov, en: Trial}
groups:
  plan: [handlingsplan, "*plan"]
  papper: [$plan, styrdokument]
themes:
  - id: styrning
    names: {sv: Styrning}
    kind: view
    brief: kort på svenska
    codes:
      - id: ledning
        names: {sv: Ledning, en: Leadership}
        colour: "#3b6ea5"
        threshold: 0.7
        examples: [ett, två]
        indicators:
          - words: [chefsgrupp, "ta fram $papper"]
            unless: [$plan, inte alls]
          - near: [[$plan], [suicid*, självmord*]]
            within: 12
            says: planned
            fixed: true
          - paragraph: [$plan, [chef]]
            sections: [organisation]
          - regex: '\\bplan(en)?\\s+för\\b'
            weight: 1
          - fuzzy: [efterlevandestöd]
          - tokens: [{LOWER: plan}, {LOWER: mot, OP: "?"}]
        exclude: ["tidigare $plan"]
      - id: grupp
        kind: finding
        codes:
          - id: djup
            codable: true
  - id: öppen
counts:
  - id: alla
    label: Alla
    count: styrning/ledning
    statuses: [present, planned]
  - id: del
    label: {sv: Del, en: Part}
    count: not (styrning/ledning[absent,past] or styrning/grupp/djup) and öppen
    of: alla
    remainder: {sv: övriga}
    bound: range
    low: 3
    high: 5
  - id: folk
    label: {sv: Deltagare}
    unit: participant
    measure: sum
"""


def told(text: str) -> list[str]:
    return [str(f) for f in parse(text, source="f")[1]]


def book(text: str) -> Codebook:
    found, wrong = parse(text)
    assert wrong == ()
    assert found is not None
    return found


def test_a_whole_codebook(tmp_path: Path) -> None:
    path = tmp_path / "prov.yaml"
    path.write_text("\ufeff" + BOOK.replace("\n", "\r\n"), encoding="utf-8")
    assert faults(path) == ()
    read = load(path)
    assert (read.id, read.version, read.source) == ("prov", "1", str(path))
    assert [c.path for c in read.walk()] == [
        "styrning",
        "styrning/ledning",
        "styrning/grupp",
        "styrning/grupp/djup",
        "öppen",
    ]
    assert [c.path for c in read.codes()] == ["styrning/ledning", "styrning/grupp/djup", "öppen"]
    assert [c.kind for c in read.walk()] == [Kind.VIEW, Kind.VIEW, Kind.FINDING, Kind.FINDING, Kind.FINDING]
    leadership = read.find("styrning/ledning")
    assert leadership is not None
    assert (leadership.line, leadership.threshold, leadership.examples) == (13, 0.7, {"sv": ("ett", "två")})
    assert leadership.exclude == ("tidigare handlingsplan", "tidigare *plan")
    assert leadership.name("en") == "Leadership"


def test_indicators_have_their_groups_written_out() -> None:
    leadership = book(BOOK).find("styrning/ledning")
    assert leadership is not None
    words, near, paragraph, pattern, fuzzy, tokens = leadership.indicators
    assert words.slots == (("chefsgrupp", "ta fram handlingsplan", "ta fram *plan", "ta fram styrdokument"),)
    assert words.unless == ("handlingsplan", "*plan", "inte alls")
    assert (words.scope, words.id, words.line) == (Scope.SENTENCE, "styrning/ledning#1", 19)
    assert near.slots == (("handlingsplan", "*plan"), ("suicid*", "självmord*"))
    assert (near.scope, near.within, near.says, near.fixed) == (Scope.WORDS, 12, "planned", True)
    assert (paragraph.scope, paragraph.slots[1], paragraph.sections) == (Scope.PARAGRAPH, ("chef",), ("organisation",))
    assert (pattern.slots, pattern.regex, pattern.weight) == ((), r"\bplan(en)?\s+för\b", 1.0)
    assert (fuzzy.fuzzy, fuzzy.slots) == (88, (("efterlevandestöd",),))
    assert tokens.patterns == ({"LOWER": "plan"}, {"LOWER": "mot", "OP": "?"})


def test_counts() -> None:
    whole, part, people = book(BOOK).counts
    assert (whole.statuses, whole.label, whole.line) == (("present", "planned"), {"sv": "Alla"}, 39)
    assert (part.parent, part.bound, part.low, part.high, part.remainder) == (
        "alla",
        Bound.RANGE,
        3,
        5,
        {"sv": "övriga"},
    )
    assert (people.unit, people.measure, people.expression) == ("participant", "sum", "")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("[$plan, styrdokument]", "[$papper]", "6:11: The groups lead back to themselves: $papper → $papper."),
        ("[$plan, styrdokument]", "[$plna]", "6:12: There is no group $plna; groups here: plan, papper."),
        ('"*plan"]', "*plan]", "5:25: *plan is read as a reference; put quotes around a term that begins with *."),
        ("id: grupp", "id: ledning", "32:13: The id ledning stands already on line 13."),
        (
            "id: grupp",
            "id: and",
            "32:13: and cannot be an id: letters, figures and - without spaces, and not and, or, not.",
        ),
        (
            "id: grupp",
            "id: två ord",
            "32:13: två ord cannot be an id: letters, figures and - without spaces, and not and, or, not.",
        ),
        ("kind: finding", "kind: fynd", "33:15: fynd is not possible here; choose finding, view, request, topic."),
        (
            "says: planned",
            "says: not-asserted",
            "23:19: not-asserted is not possible here; choose present, absent, planned, past, possible.",
        ),
        ("threshold: 0.7", "threshold: 7", "16:20: The number must be at most 1.0."),
        ("colour: ", "color: ", "15:9: There is no key color here; is colour meant?"),
        ("- fuzzy:", "- fuzy:", "29:13: There is no key fuzy here; is fuzzy meant?"),
        ("within: 12", "within: two", "22:21: A whole number is expected here."),
        ("[chefsgrupp,", "[2024,", "19:21: 2024 is read as a number or as true or false; put quotes around it."),
        (
            "[chefsgrupp,",
            "[no,",
            "19:21: no without quotes is read as true or false by many programs; put quotes around it.",
        ),
        ("[chefsgrupp,", "[true,", "19:21: true is read as a number or as true or false; put quotes around it."),
        ("[chefsgrupp,", '["",', "19:21: The term '' is empty or has spaces around it."),
        ("[chefsgrupp,", '["…",', "19:21: '…' begins or ends with …, which must stand between words."),
        ("[chefsgrupp,", '["så*dan",', "19:21: 'så*dan' has * inside a word; it may stand first or last."),
        ("[efterlevandestöd]", "[]", "29:20: The list has no terms."),
        ("(en)?", "(en?", "27:20: The regular expression cannot be read: missing ) at position 18."),
        (
            "'\\bplan(en)?\\s+för\\b'",
            "'x*'",
            "27:20: The regular expression fits the empty text; name something it must find.",
        ),
        ("[[$plan], [suicid*, självmord*]]", "[[$plan]]", "21:19: near: needs at least 2 lists of terms."),
        (
            "LOWER: plan",
            "lower: plan",
            "30:22: lower is no token attribute; they are written in capitals: LOWER, LEMMA, OP.",
        ),
        (
            "count: styrning/ledning\n",
            "count: styrning/ledning and\n",
            "41:12: The expression cannot be read at its character 21: a code is expected.",
        ),
        (
            "count: styrning/ledning\n",
            "count: styrning/leding\n",
            "41:12: There is no code styrning/leding in this codebook.",
        ),
        (
            "count: styrning/ledning\n",
            "count: styrning\n",
            "41:12: styrning is a heading and has no status; name its codes.",
        ),
        (
            "[absent,past]",
            "[borta]",
            "45:12: The expression cannot be read at its character 23: borta is no status; there are present (finns), absent (saknas)",
        ),
        ("of: alla", "of: ingen", "46:9: There is no count ingen; counts here: alla, del, folk."),
        ("of: alla", "of: del", "46:9: The counts lead back to themselves: del → del."),
        ("id: folk", "id: alla", "51:9: The id alla stands already on line 39."),
        ("low: 3", "low: 7", "48:12: bound: range needs low: and high:, low not above high."),
        (
            "    measure: sum\n",
            "",
            "51:5: measure: (sum, min, max) belongs to unit: participant, and that unit needs it.",
        ),
        ("id: prov\n", "", "1:1: id: is missing here."),
        ('version: "1"', "version: 1.10", "2:10: 1.1 is read as a number or as true or false; put quotes around it."),
        ("names: {sv: Prov, en: Trial}", "names: {Svenska: Prov}", "3:8: Svenska is no language"),
        (
            "codable: true",
            "codable: true\n            codable: false",
            "37:13: codable stands twice here, first on line 36.",
        ),
        ("        colour:", "          colour:", "15:"),
        ("  - id: öppen", "  - öppen", "37:5: Keys are expected here, each with its value."),
    ],
)
def test_each_fault_has_its_place_and_sentence(old: str, new: str, fault: str) -> None:
    assert old in BOOK
    found = told(BOOK.replace(old, new, 1))
    assert any(line.startswith(f"f:{fault}") for line in found), found


def test_all_faults_of_all_kinds_are_told_at_once() -> None:
    broken = (
        BOOK.replace("colour:", "color:")
        .replace("id: grupp", "id: ledning")
        .replace("of: alla", "of: ingen")
        .replace("[efterlevandestöd]", "[]")
        .replace("kind: view", "kind: vy")
        .replace("[$plan, styrdokument]", "[$plna]")
    )
    assert [line.split(":")[1] for line in told(broken)] == ["6", "10", "15", "29", "32", "45", "46"]


def test_an_indicator_has_one_way_only() -> None:
    found = told(BOOK.replace("within: 12", "words: [x]", 1))
    assert found == [
        "f:21:13: An indicator has exactly one of words, near, sentence, paragraph, regex, fuzzy, tokens; here: words, near."
    ]


def test_groups_in_a_sequence_do_not_grow_without_end() -> None:
    many = "[" + ", ".join(f"o{n}" for n in range(100)) + "]"
    found = told(BOOK.replace('[handlingsplan, "*plan"]', many).replace("ta fram $papper", "$plan $plan $plan"))
    assert found == ["f:19:33: The list grows to more than 5000 terms through its groups."]


def test_load_names_the_file_and_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(BOOK.replace("kind: view", "kind: vy").replace("low: 3", "low: 9"), encoding="utf-8")
    with pytest.raises(CodebookFaultsError) as caught:
        load(path)
    assert (
        str(caught.value)
        == f"{path} cannot be used, its first mistake is on line 10; `qualcode codebook check {path}` lists all 2."
    )
    assert [f.line for f in caught.value.faults] == [10, 48]


def test_the_shipped_codebooks_have_no_faults() -> None:
    for path in sorted((Path(__file__).resolve().parents[2] / "codebooks").glob("*.yaml")):
        assert [str(f) for f in faults(path)] == []


def test_a_code_touches_other_themes_of_the_codebook() -> None:
    touching = BOOK.replace("        threshold: 0.7\n", "        threshold: 0.7\n        touches: [öppen]\n")
    assert book(touching).themes[0].children[0].touches == ("öppen",)
    for theme in ("styrning", "okänd"):
        found = told(touching.replace("touches: [öppen]", f"touches: [{theme}]"))
        sentence = f"touches: names another theme of this codebook; here: {theme}; themes: styrning, öppen."
        assert found == [f"f:17:19: {sentence}"]
