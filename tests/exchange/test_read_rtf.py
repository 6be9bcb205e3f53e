from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import QualcodeError
from qualcode.exchange import file_guards, rtf_text
from qualcode.exchange.reading import Manner, read

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset77 Geneva;}}"
    rb"{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\s2 rubrik 2;}{\s3 Titel;}{\*\cs10 Default;}}"
    rb"{\info{\title Dialog med L\'e4net}{\author Malin {\'c5}kdahl}}{\header Sidhuvud}"
)


def put(folder: Path, body: bytes, head: bytes = HEAD) -> Path:
    path = folder / "minutes.rtf"
    path.write_bytes(head + body)
    return path


def told(path: Path) -> list[tuple[str, int, str]]:
    raw = read(path)
    return [(b.kind.value, b.level, b.span.of(raw.text)) for b in raw.blocks]


def test_lines_by_their_styles(tmp_path: Path) -> None:
    body = (
        rb"\pard\plain\s3 Dialog med l\'e4net\par" + b"\n" + rb"\pard\plain\s2 Styrning\par"
        rb"\pard\plain Vi har en plan\'85 f\'f6r {\u8364\'80}100 {\field{\*\fldinst HYPERLINK x}{\fldrslt l\'e4nk}}\par"
        rb"{\listtext\pard\plain 1.\tab}\pard\ls1 En punkt\par"
        rb"{\pntext \'b7\tab}\pard{\*\pn\pnlvlblt}Gammal punkt\par"
        rb"\trowd\cellx100\cellx200\pard\intbl A\cell B\par C\cell\row"
        rb"\pard\outlinelevel2 Under\par\pard {\f1 \'8c\'8a\'9a}{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt \pard Ruta\par}} slut}"
    )
    assert told(put(tmp_path, body)) == [
        ("title", 0, "Dialog med länet"),
        ("heading", 2, "Styrning"),
        ("paragraph", 0, "Vi har en plan… för €100 länk"),
        ("bullet", 1, "En punkt"),
        ("bullet", 1, "Gammal punkt"),
        ("table-row", 0, "A\tB C"),
        ("heading", 3, "Under"),
        ("paragraph", 0, "åäö slut"),
        ("paragraph", 0, "Ruta"),
    ]


def test_notes_comments_properties_and_hidden_words(tmp_path: Path) -> None:
    body = (
        rb"\pard Vi har{\footnote \pard En not.} en {\*\atnid MO}{\*\atnauthor Malin Orrfot}\chatn"
        rb"{\*\annotation \pard St\'e4mmer det?}plan{\v dolt}.\par}"
    )
    raw = read(put(tmp_path, body))
    assert raw.text == "Vi har en plan.\nEn not."
    assert [(c.author, c.text, raw.text[c.at :][:4]) for c in raw.comments] == [
        ("Malin Orrfot", "Stämmer det?", "plan")
    ]
    assert raw.properties == {"title": "Dialog med Länet", "author": "Malin Åkdahl"}


def test_tracked_changes_are_accepted_or_undone(tmp_path: Path) -> None:
    path = put(tmp_path, rb"\pard En {\revised ny}{\deleted gammal} plan.\par}")
    assert read(path).text == "En ny plan."
    assert read(path, Manner(original=True)).text == "En gammal plan."
    assert "insertions 1, deletions 1" in str(read(path).notices[0])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (rb"\u-10179\'3f\u-8703\'3f", "😁"),
        (rb"\uc0\u246 l", "öl"),
        (rb"\uc2\u246ab l", "ö l"),
        (rb"\{a\}\\ \~b\_c", "{a}\\ \xa0b-c"),
        (rb"a\bin3 }}}b", "ab"),
        (rb"\'zz", "'zz"),
    ],
)
def test_characters(tmp_path: Path, written: bytes, said: str) -> None:
    assert read(put(tmp_path, rb"\pard " + written + rb"\par}")).text == said


def test_utf8_and_mac(tmp_path: Path) -> None:
    assert read(put(tmp_path, rb"\'c3\'a5\'c3\'a4}", rb"{\rtf1\ansi\ansicpg65001 ")).text == "åä"
    assert read(put(tmp_path, rb"\'8c\'8a}", rb"{\rtf1\mac ")).text == "åä"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rb"\pard text", rtf_text.CutRtfError),
        (b"{" * 100_000, rtf_text.DeepRtfError),
        (b"}", file_guards.EmptyFileError),
    ],
)
def test_what_is_refused(tmp_path: Path, body: bytes, kind: type[QualcodeError]) -> None:
    with pytest.raises(kind):
        read(put(tmp_path, body))


def test_what_is_no_rtf(tmp_path: Path) -> None:
    with pytest.raises(file_guards.WrongContentError, match=r"not a \.rtf file"):
        read(put(tmp_path, b"", b"PK\x03\x04"))
