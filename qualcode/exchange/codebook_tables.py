"""Codebooks as tables, a row a code, and back: our own columns, and those of Taguette's, QualCoder's and NVivo's lists of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from qualcode.domain.codebook import Code, Codebook, Kind
from qualcode.domain.codebook_changes import added, edited
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.domain.listing import Head, Listing
from qualcode.domain.minutes import Notice
from qualcode.exchange.refi_codebook import ReadCodes, slug
from qualcode.exchange.tables import read_grid
from qualcode.language.wording import LANGUAGES, translator

_TEXTS = ("brief", "definition", "use_when", "not_when")
_NAMES = {
    "code": ("code", "path", "id", "kod", "tag", "tagg", "name", "namn", "nod", "node", "hierarchical name"),
    "above": ("above", "parent", "category", "theme", "överordnad", "kategori", "tema", "categoria"),
    "definition": ("definition", "description", "memo", "beskrivning", "descripcion"),
    "colour": ("colour", "color", "färg"),
    "kind": ("kind", "slag"),
    "since": ("since",),
    "retired": ("retired",),
    "examples": ("examples", "exempel"),
}
_APART = "|"
"""Between examples in one cell."""


class NoCodesError(QualcodeError):
    """A table without a column of codes."""

    sentence = N_(
        "{path} has no column of codes; the first row names the columns: code, name_sv, definition_sv … "
        "(`qualcode codebook export` shows them)."
    )


def codebook_listing(book: Codebook, language: str) -> Listing:
    """Give a codebook as a table: path, names and texts in both languages, examples, colour, kind and more, a row a code."""
    say = translator(language)
    heads = [Head("code", "code", 2), *(Head(f"name_{spoken}", f"name_{spoken}", 2) for spoken in LANGUAGES)]
    heads += [Head(f"{text}_{spoken}", f"{text}_{spoken}", 4) for text in _TEXTS for spoken in LANGUAGES]
    heads += [Head(f"examples_{spoken}", f"examples_{spoken}", 4) for spoken in LANGUAGES]
    heads += [Head(name, name) for name in ("kind", "codable", "colour", "since", "retired", "indicators")]
    rows = tuple(_row(code) for code in book.walk())
    title = say(N_("Codebook: {name}")).format(name=book.names.get(language) or book.id)
    return Listing(title, say(N_("A row for each code, in the order of the codebook.")), tuple(heads), rows)


def _row(code: Code) -> tuple[str | int, ...]:
    texts = [getattr(code, text).get(spoken, "").strip() for text in _TEXTS for spoken in LANGUAGES]
    examples = [f" {_APART} ".join(" ".join(e.split()) for e in code.examples.get(spoken, ())) for spoken in LANGUAGES]
    return (
        code.path,
        *(code.names.get(spoken, "") for spoken in LANGUAGES),
        *texts,
        *examples,
        code.kind.value,
        "yes" if code.codable else "no",
        code.colour,
        code.since,
        "yes" if code.retired else "",
        len(code.indicators),
    )


def read_codebook_table(path: Path, language: str, *, id: str = "") -> ReadCodes:  # noqa: A002 - as the codebook has it
    r"""Read a .csv or .xlsx table of codes; names and texts without a language in their column are taken for ``language``.

    A code's place is its path (`theme/code`, NVivo's `Nodes\\theme\\code`), or a column of what stands above it.

    Raises:
        NoCodesError, TableFormatError, TableBrokenError, EmptyFileError.
    """
    grid = read_grid(path)
    columns = {name.strip().casefold(): number for number, name in enumerate(grid.header) if name.strip()}
    where = _column(columns, "code")
    if where is None:
        raise NoCodesError(path=path)
    book = Codebook(id or slug(path.stem), "1", {language: path.stem}, ())
    unclear = 0
    for _, cells in grid.rows:
        told = {name: cells[number] for name, number in columns.items() if number < len(cells)}
        words = told.get(where, "")
        if not words:
            unclear += 1
            continue
        book = _with(book, words, told, columns, language)
    notices = (
        (
            Notice(
                Nn_("{number} row without a code was passed over.", "{number} rows without a code were passed over."),
                {"number": unclear},
            ),
        )
        if unclear
        else ()
    )
    return ReadCodes(book, {}, notices)


def _with(book: Codebook, words: str, told: Mapping[str, str], columns: Mapping[str, int], language: str) -> Codebook:
    names = _way(words, told, columns)
    path = ""
    for name in names:
        below, key = path, slug(name)
        path = f"{path}/{key}" if path else key
        if book.find(path) is None:
            book = added(book, Code(key, key, {language: name} if name != key else {}, codable=True), below)
            if below:
                # What has codes below it is a heading, unless the table says otherwise of it.
                book = edited(book, below, lambda one: one if one.indicators else replace(one, codable=False))
    return edited(book, path, lambda code: _said(code, told, columns, language))


def _way(words: str, told: Mapping[str, str], columns: Mapping[str, int]) -> tuple[str, ...]:
    parts = [part.strip() for part in words.replace("\\", "/").split("/") if part.strip()]
    if len(parts) > 1 and parts[0].casefold() in ("nodes", "codes", "noder", "koder"):
        parts = parts[1:]
    above = _column(columns, "above")
    over = told.get(above, "") if above else ""
    return (*(p.strip() for p in over.split("/") if p.strip()), *parts)


def _said(code: Code, told: Mapping[str, str], columns: Mapping[str, int], language: str) -> Code:
    def cell(kind: str) -> str:
        name = _column(columns, kind)
        return told.get(name, "").strip() if name else ""

    names = {spoken: told[f"name_{spoken}"] for spoken in LANGUAGES if told.get(f"name_{spoken}")}
    texts = {
        text: {spoken: told[f"{text}_{spoken}"] for spoken in LANGUAGES if told.get(f"{text}_{spoken}")}
        for text in _TEXTS
    }
    if cell("definition") and not texts["definition"]:
        texts["definition"] = {language: cell("definition")}
    examples = {
        spoken: tuple(e.strip() for e in told[f"examples_{spoken}"].split(_APART) if e.strip())
        for spoken in LANGUAGES
        if told.get(f"examples_{spoken}")
    }
    colour = cell("colour").lstrip("'")
    kind = cell("kind")
    return replace(
        code,
        names=names or code.names or {language: code.id},
        brief=texts["brief"] or code.brief,
        definition=texts["definition"] or code.definition,
        use_when=texts["use_when"] or code.use_when,
        not_when=texts["not_when"] or code.not_when,
        examples=examples or code.examples,
        colour=colour if len(colour) == len("#rrggbb") and colour.startswith("#") else code.colour,
        kind=Kind(kind) if kind in [*map(str, Kind)] else code.kind,
        codable=told["codable"].casefold() in ("yes", "ja", "true") if told.get("codable") else code.codable,
        since=cell("since") or code.since,
        retired=cell("retired").casefold() in ("yes", "ja", "true"),
    )


def _column(columns: Mapping[str, int], kind: str) -> str | None:
    return next((name for name in _NAMES[kind] if name in columns), None)
