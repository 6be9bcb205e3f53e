"""Projects of REFI-QDA: places counted in any program's way, what is read of a file, and what is refused."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.coding import Status
from qualcode.domain.errors import QualcodeError
from qualcode.domain.exchanged import Exchanged, Mark, Note, Source
from qualcode.domain.spans import Span
from qualcode.exchange.charsets import decode
from qualcode.exchange.packages import BombError, BrokenPackageError, EntityError
from qualcode.exchange.read_refi import read_project
from qualcode.exchange.refi_codebook import NotRefiError, guid
from qualcode.exchange.refi_positions import placed
from qualcode.exchange.write_refi import write

SCHEMA = Path(__file__).parent / "refi" / "Project.xsd"
HEAD = '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="Studie" origin="Annat 3.1">'
A, B, C, D, E, F = (f"{n}0000000-0000-4000-8000-000000000000" for n in "123456")


def package(folder: Path, qde: str, **sources: bytes) -> Path:
    target = folder / "annan.qdpx"
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("project.qde", qde)
        for name, data in sources.items():
            made.writestr(f"Sources/{name}.txt", data)
    return target


def project(inside: str) -> str:
    codes = f'<Code guid="{A}" name="Plan" isCodable="true"/><Code guid="{B}" name="Oro" isCodable="true"/>'
    return f"{HEAD}<Users><User guid='{C}' name='Ann-Mari Testsson'/></Users><CodeBook><Codes>{codes}</Codes></CodeBook>{inside}</Project>"


def text_source(marks: str, path: str = "internal://x.txt") -> str:
    return f'<Sources><TextSource guid="{D}" name="Möte" plainTextPath="{path}">{marks}</TextSource></Sources>'


def mark(start: int, end: int, code: str = A) -> str:
    coding = f'<Coding guid="{F}" creatingUser="{C}"><CodeRef targetGUID="{code}"/></Coding>'
    return f'<PlainTextSelection guid="{E}" startPosition="{start}" endPosition="{end}">{coding}</PlainTextSelection>'


WORDS = "Länet 😀 har en plan.\r\nDet finns en oro\r\ni skolan, säger någon."


@pytest.mark.parametrize("way", ["code points", "utf-16", "line ends as one", "both"])
def test_selections_are_found_whichever_way_they_are_counted(way: str) -> None:
    text, _ = decode(WORDS.encode(), "x")
    wanted = ["plan", "finns en oro", "skolan", "säger någon"]

    def counted(before: str) -> int:
        before = before.replace("\r\n", "\n") if way in ("line ends as one", "both") else before
        return len(before.encode("utf-16-le")) // 2 if way in ("utf-16", "both") else len(before)

    spans = [(counted(WORDS[: WORDS.index(w)]), counted(WORDS[: WORDS.index(w) + len(w)])) for w in wanted]
    assert [span.of(text) for span in placed(WORDS, text, spans) if span] == wanted


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60), st.data())
def test_what_is_selected_is_what_is_kept(raw: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    [span] = placed(raw, text, [(start, end)])
    if span is not None:
        assert 0 <= span.start < span.end <= len(text)
        if raw == text and all(ord(c) <= 0xFFFF for c in raw):
            assert span == Span(start, end)


def test_a_project_of_another_program(tmp_path: Path) -> None:
    value = f'<VariableValue><VariableRef targetGUID="{F}"/><IntegerValue>2024</IntegerValue></VariableValue>'
    case = f'<Case guid="{E}" name="Gotland">{value}<SourceRef targetGUID="{D}"/></Case>'
    variables = f'<Variables><Variable guid="{F}" name="År" typeOfVariable="Integer"/></Variables>'
    notes = f'<Notes><Note guid="{B}"><PlainTextContent>Kolla detta.</PlainTextContent></Note></Notes>'
    sets = f'<Sets><Set guid="{E}" name="Höst"><MemberSource targetGUID="{D}"/></Set></Sets>'
    marks = mark(13, 17) + mark(13, 99) + mark(0, 5, F) + f'<NoteRef targetGUID="{B}"/>'
    whole = f"{variables}<Cases>{case}</Cases>" + text_source(marks) + notes + sets
    read = read_project(package(tmp_path, project(whole), X="Länet har en plan.".encode("utf-8-sig")), "sv")
    [source] = read.sources
    assert (source.name, source.text, dict(source.told)) == (
        "Möte",
        "Länet har en plan.",
        {"År": "2024", "case": "Gotland", "set": "Höst"},
    )
    assert [(m.code, m.span.of(source.text), m.coder) for m in source.marks] == [("plan", "plan", "Ann-Mari Testsson")]
    assert [n.text for n in source.notes] == ["Kolla detta."]
    assert sorted(n.fields["number"] for n in read.left) == [1, 1]
    assert not read.own


@pytest.mark.parametrize(
    "path",
    [
        "internal://../x.txt",
        "relative:///x.txt",
        "absolute:///etc/passwd",
        "/etc/passwd",
        "internal://",
        "..\\x.txt",
        "saknas.txt",
    ],
)
def test_paths_out_of_the_package_are_not_followed(tmp_path: Path, path: str) -> None:
    (tmp_path / "x.txt").write_text("Detta ligger utanför.", encoding="utf-8")
    read = read_project(package(tmp_path, project(text_source("", path))), "sv")
    assert not read.sources
    assert any("plain text is missing" in str(n) for n in read.left)


def bomb(folder: Path) -> Path:
    target = folder / "bomb.qdpx"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", b" " * 50_000_000)
    return target


def plain(folder: Path, data: bytes) -> Path:
    target = folder / "x.qdpx"
    target.write_bytes(data)
    return target


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda f: package(f, '<!DOCTYPE x [<!ENTITY a "b">]>' + project("")), EntityError),
        (lambda f: package(f, "<Project/>"), NotRefiError),
        (lambda f: package(f, project("") + "<"), BrokenPackageError),
        (lambda f: package(f, HEAD + "<a>" * 3000 + "</a>" * 3000 + "</Project>"), BrokenPackageError),
        (bomb, BombError),
        (lambda f: plain(f, b"PK\x05\x06" + b"\0" * 18), NotRefiError),
        (lambda f: plain(f, b"inget paket"), QualcodeError),
        (lambda f: package(f, project(text_source("")), X=b"a\x00b" * 3), QualcodeError),
        (lambda f: package(f, project(text_source("")), X=b"a" * 1_000_001), QualcodeError),
    ],
)
def test_what_is_dangerous_or_no_project_is_refused(
    tmp_path: Path, make: Callable[[Path], Path], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        read_project(make(tmp_path), "sv")


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "So"]), min_size=1, max_size=12).map(
    lambda s: unicodedata.normalize("NFC", s)
)


@st.composite
def exchanged(draw: st.DrawFn) -> Exchanged:
    codes = tuple(Code(f"k{n}", f"k{n}", {"sv": f"Kod {n}"}) for n in range(3))
    statuses = [s for s in Status if s is not Status.NOT_ASSERTED]
    notes = st.lists(st.builds(Note, words, st.sampled_from(["kodare-1", "bo"])), max_size=2).map(tuple)
    sources = []
    for number in range(draw(st.integers(0, 3))):
        text = " ".join(draw(st.lists(words, min_size=1, max_size=8)))
        marks = []
        for at in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text) - 1))
            span = Span(start, draw(st.integers(start + 1, len(text))))
            if span.of(text) == span.of(text).strip():
                code, status = draw(st.sampled_from(codes)).path, draw(st.sampled_from(statuses))
                marks.append(
                    Mark(code, span, draw(st.sampled_from(["kodare-1", "bo"])), status, draw(notes), f"k{number}-{at}")
                )
        told = draw(st.dictionaries(st.sampled_from(["case", "wave", "Fråga"]), words, max_size=3))
        sources.append(Source(guid("s", str(number)), f"text {number}.md", text, told, tuple(marks), draw(notes)))
    targets = st.sampled_from(["project", "case:Gotland", "code:k1"])
    loose = tuple(draw(st.lists(st.tuples(targets, st.builds(Note, words, st.just("bo"))), max_size=3)))
    return Exchanged(
        "q-1",
        "qualcode",
        own=True,
        codebook=Codebook("b", "1", {"sv": "b"}, codes),
        sources=tuple(sources),
        notes=loose,
    )


@given(made=exchanged())
def test_a_project_goes_out_valid_and_comes_back(tmp_path_factory: pytest.TempPathFactory, made: Exchanged) -> None:
    data = write(made, language="sv")
    assert data == write(made, language="sv")
    with zipfile.ZipFile(BytesIO(data)) as parts:
        etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(parts.read("project.qde")))
    target = tmp_path_factory.mktemp("refi") / "ut.qdpx"
    target.write_bytes(data)
    read = read_project(target, "sv")
    assert read.own
    assert not read.left
    assert read.codebook is not None
    assert read.codebook.themes == made.codebook.themes  # type: ignore[union-attr]

    def bare(source: Source) -> tuple[object, ...]:
        # People's words and values lie on one line and without space around them.
        told = {k: " ".join(v.split()) for k, v in source.told.items()}
        marks = {
            (m.code, m.span, m.coder, m.status, tuple((n.text.strip(), n.coder) for n in m.notes)) for m in source.marks
        }
        return source.key, source.name, source.text, told, marks, [(n.text.strip(), n.coder) for n in source.notes]

    assert list(map(bare, read.sources)) == list(map(bare, made.sources))
    assert sorted((t, n.text.strip()) for t, n in read.notes) == sorted((t, n.text.strip()) for t, n in made.notes)


@pytest.mark.shared
@pytest.mark.skipif("QUALCODE_REFI" not in os.environ, reason="QUALCODE_REFI names no folder of other programs' files")
def test_projects_of_other_programs_are_read() -> None:
    files = sorted(p for ending in ("qdpx", "qde") for p in Path(os.environ["QUALCODE_REFI"]).rglob(f"*.{ending}"))
    assert files
    for path in files:
        read = read_project(path, "en")
        assert read.codebook is not None, path
        edges = [(s.text, at) for s in read.sources for m in s.marks for at in (m.span.start, m.span.end)]
        inside = sum(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for text, at in edges)
        # Whoever selects, selects words: more borders inside words would mean that places are counted in another way.
        assert inside <= 0.05 * len(edges), path
