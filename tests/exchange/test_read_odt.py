from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from qualcode.exchange import file_guards, packages
from qualcode.exchange.reading import Manner, read

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
STYLES = (
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:default-outline-level="2"/>'
    '<style:style style:name="Titel" style:family="paragraph"/>'
    '<style:style style:name="P1" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
)
CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="c2"><text:deletion><text:p>gammal </text:p></text:deletion></text:changed-region>'
    "</text:tracked-changes>"
)


@pytest.fixture
def odt(tmp_path: Path, kit: SimpleNamespace) -> Callable[..., Path]:
    def make(body: str, **more: str | bytes) -> Path:
        path = tmp_path / "minutes.odt"
        content = (
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        parts: dict[str, str | bytes] = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
        path.write_bytes(kit.zip({**parts, **{name.replace("__", "/"): part for name, part in more.items()}}))
        return path

    return make


def told(path: Path, **manner: bool) -> list[tuple[str, int, str]]:
    raw = read(path, Manner(**manner))
    return [(b.kind.value, b.level, b.span.of(raw.text)) for b in raw.blocks]


def test_lines_in_the_order_of_the_page(odt: Callable[..., Path]) -> None:
    body = (
        '<text:p text:style-name="Titel">Dialog med länet</text:p><text:h text:outline-level="1">Styrning</text:h>'
        '<text:p text:style-name="P1">Underrubrik</text:p><text:table-of-content><text:index-body><text:p>Styrning 3</text:p>'
        "</text:index-body></text:table-of-content>"
        "<text:list><text:list-item><text:p>ett</text:p><text:list><text:list-item><text:p>två</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Plan</text:p></table:table-cell>"
        "<table:table-cell><text:p>ja</text:p><text:p>beslutad</text:p></table:table-cell></table:table-row></table:table>"
        "<text:section><text:p>Vi<text:s text:c='2'/>har <text:span>en</text:span> <text:span>plan</text:span>"
        "<text:tab/>a<text:line-break/>b</text:p></text:section>"
        "<text:p>Med<draw:frame><draw:text-box><text:p>I en ruta</text:p></draw:text-box></draw:frame> ruta</text:p>"
    )
    assert told(odt(body)) == [
        ("title", 0, "Dialog med länet"),
        ("heading", 1, "Styrning"),
        ("heading", 2, "Underrubrik"),
        ("bullet", 1, "ett"),
        ("bullet", 2, "två"),
        ("table-row", 0, "Plan\tja beslutad"),
        ("paragraph", 0, "Vi  har en plan\ta"),
        ("paragraph", 0, "b"),
        ("paragraph", 0, "Med ruta"),
        ("paragraph", 0, "I en ruta"),
    ]


def test_notes_comments_and_hidden_words(odt: Callable[..., Path]) -> None:
    body = (
        "<text:p>Vi har<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>En not.</text:p></text:note-body>"
        "</text:note> en <office:annotation><dc:creator>Malin Orrfot</dc:creator><text:p>Stämmer det?</text:p></office:annotation>plan"
        '<text:span text:style-name="T1">dolt</text:span>.</text:p>'
    )
    raw = read(odt(body))
    assert raw.text == "Vi har en plan.\nEn not."
    assert [(c.author, c.text, raw.text[c.at :][:4]) for c in raw.comments] == [
        ("Malin Orrfot", "Stämmer det?", "plan")
    ]
    said = " ".join(map(str, raw.notices))
    assert "Passages of hidden text left out: 1." in said
    assert "Footnotes and endnotes, now at the end of the text: 1." in said
    assert "Comments kept aside as memos: 1." in said


def test_tracked_changes_are_accepted_or_undone(odt: Callable[..., Path]) -> None:
    body = (
        f'{CHANGES}<text:p>En <text:change-start text:change-id="c1"/>ny <text:change-end text:change-id="c1"/>'
        '<text:change text:change-id="c2"/>plan.</text:p>'
    )
    path = odt(body)
    accepted, original = read(path), read(path, Manner(original=True))
    assert (accepted.text, original.text) == ("En ny plan.", "En gammal plan.")
    assert "read as accepted: 2 (insertions 1, deletions 1" in str(accepted.notices[0])
    assert "read as not made" in str(original.notices[0])


def test_the_title_of_the_file_is_told(odt: Callable[..., Path]) -> None:
    meta = f"<office:document-meta {NAMES}><office:meta><dc:title>Dialog Gotland</dc:title></office:meta></office:document-meta>"
    assert read(odt("<text:p>x</text:p>", **{"meta.xml": meta})).properties == {"title": "Dialog Gotland"}


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"META-INF__manifest.xml": "<m xmlns:m='urn:x'><m:encryption-data/></m>"}, packages.LockedPackageError),
        ({"Basic__Standard__Module1.xml": "<x/>"}, packages.MacroContentError),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, packages.WrongKindError),
        ({"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, packages.EntityError),
        ({"content.xml": "<x>" * 500 + "</x>" * 500}, packages.BrokenPackageError),
        ({"content.xml": "<x"}, packages.BrokenPackageError),
        ({"content.xml": "<x/>"}, packages.WrongKindError),
    ],
)
def test_what_is_refused(odt: Callable[..., Path], more: dict[str, str], kind: type[Exception]) -> None:
    with pytest.raises(kind):
        read(odt("<text:p>x</text:p>", **more))


def test_what_is_no_package(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(file_guards.WrongContentError, match=r"not a \.odt file"):
        read(path)
