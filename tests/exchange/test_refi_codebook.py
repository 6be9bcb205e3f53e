"""Codebooks as REFI-QDA codes and back: valid against the standard's schema, nothing lost that it has a place for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qualcode.domain.codebook import Code, Codebook, Kind
from qualcode.exchange.codebook_dumping import dump, essence
from qualcode.exchange.codebook_files import load, parse
from qualcode.exchange.packages import BrokenPackageError, EntityError
from qualcode.exchange.refi_codebook import (
    NotRefiError,
    code_guid,
    left_out,
    read_codebook,
    slug,
    written_codebook,
)

SCHEMA = Path(__file__).parent / "refi" / "Codebook.xsd"
SHIPPED = Path(__file__).parents[2] / "codebooks" / "overenskommelsen.yaml"
HEAD = '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
TAIL = "</Codes></CodeBook>"
GUID = "098AC082-A9C7-50F4-9728-48730081A95E"

words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


def kept(code: Code, language: str) -> Code:
    """Give a code with what REFI-QDA can carry, in one language."""

    def only(said: dict[str, str]) -> dict[str, str]:
        return {language: said[language].strip()} if said.get(language, "").strip() else {}

    return Code(
        id=code.id,
        path=code.path,
        names={language: " ".join(code.name(language).split())},
        brief=only(dict(code.brief)),
        definition=only(dict(code.definition)),
        use_when=only(dict(code.use_when)),
        not_when=only(dict(code.not_when)),
        examples={language: code.examples[language]} if code.examples.get(language) else {},
        colour=code.colour,
        codable=code.codable,
        kind=code.kind,
        children=tuple(kept(c, language) for c in code.children),
    )


def valid(data: bytes) -> None:
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(data))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_shipped_codebook_goes_out_and_comes_back(tmp_path: Path, language: str) -> None:
    book = load(SHIPPED)
    data = written_codebook(book, language)
    valid(data)
    assert data == written_codebook(book, language)
    target = tmp_path / "bok.qdc"
    target.write_bytes(data)
    read = read_codebook(target, language)
    assert read.codebook.themes == tuple(kept(theme, language) for theme in book.themes)
    assert read.paths == {code_guid(book, code.path): code.path for code in book.walk()}
    assert not read.notices
    # And it is a codebook that the program itself takes.
    again, faults = parse(dump(read.codebook))
    assert not faults
    assert again is not None
    assert essence(again).themes == read.codebook.themes


def test_what_the_standard_has_no_place_for_is_told() -> None:
    told = [str(n) for n in left_out(load(SHIPPED), "sv")]
    assert any("Indicators of" in one for one in told)
    assert any("declared counts" in one for one in told)
    assert any("sv only: en" in one for one in told)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    def level(above: str, depth: int) -> tuple[Code, ...]:
        names = draw(st.lists(words, min_size=0 if above else 1, max_size=3, unique_by=slug))
        made = []
        for name in names:
            path = f"{above}/{slug(name)}" if above else slug(name)
            below = level(path, depth + 1) if depth < 3 else ()
            code = Code(slug(name), path, {"sv": name}, children=below, codable=draw(st.booleans()))
            said = draw(st.fixed_dictionaries(dict.fromkeys(("brief", "definition", "use_when", "not_when"), words)))
            parts = {k: {"sv": f"Om {v} och mer."} for k, v in said.items() if draw(st.booleans())}
            kind = draw(st.sampled_from(Kind))
            made.append(replace(code, kind=kind, examples={"sv": ("ett", "två")} if below else {}, **parts))
        return tuple(made)

    return Codebook("bok", "1", {"sv": "bok"}, level("", 0))


@settings(max_examples=60, deadline=None)
@given(book=codebooks())
def test_any_codebook_goes_out_and_comes_back(tmp_path_factory: pytest.TempPathFactory, book: Codebook) -> None:
    data = written_codebook(book, "sv")
    valid(data)
    target = tmp_path_factory.mktemp("refi") / "bok.qdc"
    target.write_bytes(data)
    assert read_codebook(target, "sv").codebook.themes == book.themes


def read(folder: Path, text: str) -> Codebook:
    target = folder / "annan bok.qdc"
    target.write_text(text, encoding="utf-8")
    return read_codebook(target, "sv").codebook


def test_another_programs_codebook(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        f'{HEAD}<Code guid="{{{GUID}}}" name="Vård &amp; stöd" isCodable="false"><Description>Kort.\n\nLängre.\n\nÄnnu mer.'
        f'</Description><Code guid="{GUID[:-1]}0" name="and" isCodable="true" color="#f0a"/><Code guid="x" name="AND" '
        f'isCodable="1"/><Code guid="{GUID[:-1]}2" name=""/></Code>{TAIL}',
    )
    [theme] = book.themes
    assert (theme.id, theme.codable, theme.brief["sv"], theme.definition["sv"]) == (
        "vård-stöd",
        False,
        "Kort.",
        "Längre.\n\nÄnnu mer.",
    )
    assert [(c.id, c.colour, c.codable) for c in theme.children] == [
        ("and-code", "#ff00aa", True),
        ("and-code-2", "", True),
        ("code", "", True),
    ]
    assert not parse(dump(book))[1]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("inte xml", BrokenPackageError),
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>', EntityError),
        ('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', NotRefiError),
        (f"{HEAD}{TAIL}", NotRefiError),
        ("<CodeBook><Codes><Code name='a'/></Codes></CodeBook>", NotRefiError),
        (HEAD + "<Code name='a'>" * 5000 + "</Code>" * 5000 + TAIL, BrokenPackageError),
    ],
)
def test_what_is_no_codebook_is_refused(tmp_path: Path, text: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        read(tmp_path, text)


@pytest.mark.shared
@pytest.mark.skipif("QUALCODE_REFI" not in os.environ, reason="QUALCODE_REFI names no folder of other programs' files")
def test_codebooks_of_other_programs_are_read() -> None:
    files = sorted(Path(os.environ["QUALCODE_REFI"]).rglob("*.qdc"))
    assert files
    for path in files:
        found = read_codebook(path, "en")
        assert found.codebook.themes
        assert not parse(dump(found.codebook))[1], path
