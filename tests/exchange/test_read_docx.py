from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.read_docx import read

Word = Callable[..., Path]


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{r(text)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_and_rows_in_the_order_of_the_page(word: Word) -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    raw = read(word(p("före") + table.format(p("Namn"), p("Roll"), p("My Sten"), p("(vik.)"), p("chef")) + p("efter")))
    assert raw.text == "före\nNamn\tRoll\nMy Sten (vik.)\tchef\nefter"
    assert [b.kind for b in raw.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.TABLE_ROW,
        BlockKind.TABLE_ROW,
        BlockKind.PARAGRAPH,
    ]
    assert raw.blocks[2].span.of(raw.text) == "My Sten (vik.)\tchef"


def test_empty_paragraphs_are_empty_lines_and_no_blocks(word: Word) -> None:
    raw = read(word(p("ett") + "<w:p/>" + p("två")))
    assert raw.text == "ett\n\ntvå"
    assert len(raw.blocks) == 2


def test_content_controls_links_fields_and_frames_keep_their_words(word: Word) -> None:
    control = f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{p('inne')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    inline = f"<w:p>{r('se ')}<w:hyperlink>{r('länken')}</w:hyperlink><w:sdt><w:sdtContent>{r(' och rutan')}</w:sdtContent></w:sdt></w:p>"
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF hemligt</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("sid 4")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{r(" slut")}</w:p>'
    )
    frame = f"<w:tbl><w:tr><w:tc>{p('rad ett')}{p('rad två')}</w:tc></w:tr></w:tbl>"
    raw = read(word(control + inline + field + frame))
    assert raw.text.split("\n") == ["inne", "se länken och rutan", "sid 4 slut", "rad ett", "rad två"]


def test_a_text_box_is_read_once_after_its_paragraph(word: Word) -> None:
    box = f"<w:txbxContent>{p('i rutan')}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(word(f"<w:p>{r('löptext')}{drawn}</w:p>{p('sen')}")).text == "löptext\ni rutan\nsen"


def test_headings_and_lists_by_style_in_both_languages(word: Word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Myndighetsrubrik"/><w:basedOn w:val="Rubrik2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="Rubrik 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Punktlista2"><w:name w:val="List Bullet 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lvl"><w:name w:val="Avsnitt"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    body = (
        p("Titeln", '<w:pStyle w:val="Rubrik"/>')
        + p("Ett", '<w:pStyle w:val="Rubrik1"/>' + numbered)
        + p("Två", '<w:pStyle w:val="Egen"/>')
        + p("Tre", '<w:pStyle w:val="Lvl"/>')
        + p("punkt", numbered)
        + p("djupare", '<w:pStyle w:val="Punktlista2"/>')
        + p("ej punkt", '<w:pStyle w:val="Punktlista2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    kinds = [(str(b.kind), b.level) for b in read(word(body, styles=styles)).blocks]
    assert kinds == [
        ("title", 0),
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("bullet", 2),
        ("bullet", 2),
        ("paragraph", 0),
    ]


HEADING = '<w:style w:type="paragraph" w:styleId="R1"><w:name w:val="heading 1"/></w:style>'
TABLE = '<w:style w:type="table" w:styleId="T"><w:name w:val="Tabell"/><w:tblStylePr w:type="band1Vert"/></w:style>'
PLACE = '<w:style w:styleId="L"><w:basedOn w:val="R1"/></w:style>'


@pytest.mark.parametrize(
    "styles",
    [
        f"<w:docDefaults/>{TABLE}{HEADING}{TABLE}{PLACE}{TABLE}",
        f'<w:style w:type="table" w:styleId="E"/>{HEADING}<w:style w:type="character" w:styleId="C"/>{PLACE}',
        f"{TABLE}<!-- </w:style> -->{HEADING}{PLACE}",
        f"{TABLE}{HEADING}{PLACE}<!-- </w:style> -->",
        f'<w:style w:type="table" w:styleId="C"><w:name w:val="x"/><![CDATA[</w:style>]]></w:style>{HEADING}{PLACE}',
    ],
)
def test_styles_of_tables_are_passed_over_and_those_of_paragraphs_found(word: Word, styles: str) -> None:
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{s}"/></w:pPr><w:r><w:t>{s}</w:t></w:r></w:p>' for s in ("X", "R1", "L")
    )
    kinds = [block.kind for block in read(word(body, styles=styles)).blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.HEADING]


def test_tracked_changes_are_accepted_and_told(word: Word) -> None:
    body = (
        f'<w:p>{r("Planen ")}<w:del w:id="1"><w:r><w:delText>saknas</w:delText></w:r></w:del><w:ins w:id="2">{r("finns")}</w:ins></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:del w:id="4"><w:r><w:delText>Bort </w:delText></w:r></w:del></w:p>'
        f'<w:p><w:moveFrom w:id="5">{r("flyttat")}</w:moveFrom>{r("kvar")}</w:p><w:p><w:moveTo w:id="6">{r("flyttat")}</w:moveTo></w:p>'
        f'<w:tbl><w:tr><w:trPr><w:del w:id="7"/></w:trPr><w:tc>{p("a")}</w:tc><w:tc>{p("b")}</w:tc></w:tr>'
        f"<w:tr><w:tc>{p('c')}</w:tc><w:tc>{p('d')}</w:tc></w:tr></w:tbl>"
    )
    raw = read(word(body))
    assert raw.text == "Planen finns\nkvar\nflyttat\nc\td"
    assert str(raw.notices[0]) == "Tracked changes, read as accepted: 6 (insertions 1, deletions 4, moves 1)."


def test_a_deleted_paragraph_mark_joins_two_paragraphs(word: Word) -> None:
    body = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{r("Början ")}</w:p>{p("och slutet")}'
    assert read(word(body)).text == "Början och slutet"


def test_old_formatting_in_a_change_is_not_the_style(word: Word) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    body = p("x") + p("Text", '<w:pPrChange w:id="9"><w:pPr><w:pStyle w:val="H"/></w:pPr></w:pPrChange>')
    assert read(word(body, styles=styles)).blocks[1].kind is BlockKind.PARAGRAPH


def test_comments_stand_aside_with_author_and_place(word: Word) -> None:
    inside = f'{r("Sex ")}<w:commentRangeStart w:id="0"/>{r("kommuner")}<w:commentRangeEnd w:id="0"/>'
    body = f'<w:p>{inside}<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    comments = f'<w:comment w:id="0" w:author="Sekreteraren">{p("Stämmer det?")}{p("Fråga.")}</w:comment>'
    raw = read(word(p("å") + body, comments=comments))
    assert raw.text == "å\nSex kommuner"
    (comment,) = raw.comments
    assert (comment.author, comment.text) == ("Sekreteraren", "Stämmer det?\nFråga.")
    assert raw.text[comment.at :] == "kommuner"


def test_footnotes_end_the_text_and_hidden_text_and_contents_are_told(word: Word) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="I"><w:name w:val="toc 1"/></w:style>'
    body = (
        p("Rubrik 1", '<w:pStyle w:val="I"/>')
        + f'<w:p>{r("Text")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r></w:p>'
    )
    raw = read(word(body, styles=styles, footnotes=f'<w:footnote w:id="2">{p("Enligt mejl.")}</w:footnote>'))
    assert raw.text == "Text\nEnligt mejl."
    assert set(map(str, raw.notices)) == {
        "Passages of hidden text left out: 1.",
        "Lines of a table of contents left out: 1.",
        "Footnotes and endnotes, now at the end of the text: 1.",
    }


def test_breaks_tabs_and_letters(word: Word) -> None:
    rest = '<w:noBreakHyphen/><w:t>x</w:t><w:br w:type="page"/>'
    decomposed = unicodedata.normalize("NFD", "Åsa går")
    body = f"<w:p><w:r><w:t>{decomposed}</w:t><w:br/><w:t>ny rad</w:t><w:tab/><w:t>efter</w:t>{rest}</w:r></w:p>"
    raw = read(word(body))
    assert raw.text == "Åsa går\nny rad\tefter-x"
    assert [b.span.of(raw.text) for b in raw.blocks] == ["Åsa går", "ny rad\tefter-x"]


def test_spans_of_blocks_never_begin_or_end_with_spaces(word: Word) -> None:
    raw = read(word(p("  inryckt  ") + p("sist ")))
    assert [b.span.of(raw.text) for b in raw.blocks] == ["inryckt", "sist"]


@pytest.mark.parametrize("levels", [50, 400])
def test_deep_nesting_ends_without_a_crash(word: Word, levels: int) -> None:
    nested = p("botten")
    for _ in range(levels):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>"
    try:
        text = read(word(p("topp") + nested)).text
    except Exception as fault:  # noqa: BLE001 - whichever it is, it must be a sentence of ours
        assert "is damaged" in str(fault)  # noqa: PT017
    else:
        assert text.startswith("topp")


def test_tracked_changes_read_as_not_made(word: Callable[..., Path]) -> None:
    from qualcode.exchange.reading import Manner

    mark = '<w:pPr><w:rPr><w:ins w:id="9"/></w:rPr></w:pPr>'
    path = word(
        '<w:p><w:r><w:t xml:space="preserve">En </w:t></w:r><w:ins w:id="1"><w:r><w:t>ny</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>gammal</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> plan.</w:t></w:r></w:p>'
        f"<w:p>{mark}<w:r><w:t>Ett</w:t></w:r></w:p><w:p><w:r><w:t>stycke.</w:t></w:r></w:p>"
        '<w:moveFrom w:id="3"><w:p><w:r><w:t>Flyttat.</w:t></w:r></w:p></w:moveFrom>'
        '<w:tbl><w:tr><w:trPr><w:ins w:id="5"/></w:trPr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        '<w:moveTo w:id="4"><w:p><w:r><w:t>Flyttat.</w:t></w:r></w:p></w:moveTo>'
    )
    assert read(path).text == "En ny plan.\nEtt\nstycke.\na\tb\nFlyttat."
    original = read(path, original=True)
    assert original.text == "En gammal plan.\nEttstycke.\nFlyttat."
    assert "read as not made" in str(original.notices[0])
    from qualcode.exchange import reading

    assert reading.read(path, Manner(original=True)).text == original.text


def test_comments_are_counted(word: Callable[..., Path]) -> None:
    comment = '<w:comment w:id="0" w:author="Malin Orrfot"><w:p><w:r><w:t>Stämmer det?</w:t></w:r></w:p></w:comment>'
    raw = read(word('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>text</w:t></w:r></w:p>', comments=comment))
    assert "Comments kept aside as memos: 1." in map(str, raw.notices)
