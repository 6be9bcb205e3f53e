"""The matrix as one HTML page that needs nothing else: searchable, sortable, its cells open on what stands behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, ThemeCell
from qualcode.exchange import export_words, matrix_shape
from qualcode.exchange.xml_letters import storable
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.table import Column, Matrix

_DATA = files("qualcode.exchange").joinpath("data", "page")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""What a browser lets the page do: show itself. Nothing is asked of the network."""


def write(
    matrix: Matrix,
    *,
    lang: str,
    audience: Audience,
    values: Sequence[str] = ("status",),
    passages: Mapping[str, str] | None = None,
) -> bytes:
    """Give the matrix as an HTML page.

    Internal readers get a row for each case, whose cells open on their passages (``passages``: stored texts by id); published ones a row
    for each code with the number of cases by status.
    """
    say = translator(lang)
    counted = audience is Audience.PUBLISHED and matrix_shape.by_case(matrix)
    title = matrix_shape.title(matrix, lang, published=counted)
    mark = export_words.mark(audience, lang)
    table = _counted(matrix, lang) if counted else _cased(matrix, lang, values, passages or {})
    about = matrix_shape.minutes_of_cases(matrix, lang)
    notes = [about]
    if matrix.silent:
        notes.append(export_words.silent_note(matrix.silent, lang))
    if number := matrix_shape.proposed_cells(matrix):
        notes.append(export_words.proposed_sentence(number, lang) if counted else export_words.proposed_note(lang))
    if counted and matrix.withheld:
        notes.append(export_words.withheld_note(matrix.below, lang))
    left = export_words.left_out_lines(matrix.left_out, lang, audience)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{lang}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{_asset('matrix.css')}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(title)}</h1>",
        *([f'<p class="mark">{escape(mark)}</p>'] if mark else []),
        *(f"<p>{escape(note)}</p>" for note in notes),
        _legend(matrix, lang),
        f'<p><label for="find">{escape(say(N_("Show rows that hold")))}</label> <input id="find" type="search">',
        f'<span id="shown" role="status" data-words="{escape(say(N_("{shown} of {all} rows")))}"></span></p>',
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">',
        *table,
        "</div>",
    ]
    if left:
        parts += [f"<h2>{escape(say(N_('Not in the analysis')))}</h2>", "<ul>"]
        parts += [f"<li>{escape(line)}</li>" for line in left]
        parts.append("</ul>")
    parts += ["</main>", f"<script>{_asset('matrix.js')}</script>", "</body>", "</html>"]
    return storable("\n".join(parts) + "\n").encode()


def _asset(name: str) -> str:
    return _DATA.joinpath(name).read_text(encoding="utf-8")


def _head(words: Sequence[str], lang: str) -> str:
    """Give the head: each column's name is a button that sorts by it."""
    say = translator(lang)
    hint = escape(say(N_("sort by {column}")))
    cells = (
        f'<th scope="col"><button type="button" title="{hint.format(column=escape(w))}">{escape(w)}</button></th>'
        for w in words
    )
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _cased(matrix: Matrix, lang: str, values: Sequence[str], passages: Mapping[str, str]) -> list[str]:
    lines = ["<table>", f"<caption>{escape(matrix_shape.title(matrix, lang, published=False))}</caption>"]
    lines += [_head([matrix_shape.case_word(matrix, lang), *(c.name for c in matrix.columns)], lang), "<tbody>"]
    for row in matrix.rows:
        cells = matrix.cells.get(row, {})
        shown = "".join(_cell(cells.get(c.id), c, lang, values, passages) for c in matrix.columns)
        lines.append(f'<tr><th scope="row">{escape(row)}</th>{shown}</tr>')
    return [*lines, "</tbody>", "</table>"]


def _cell(
    cell: Cell | ThemeCell | None, column: Column, lang: str, values: Sequence[str], passages: Mapping[str, str]
) -> str:
    text = escape(matrix_shape.cell_text(cell, column, lang, values)).replace("\n", "<br>")
    status = f' class="{cell.status.value}"' if isinstance(cell, Cell) else ""
    order = f' data-order="{list(CellStatus).index(cell.status)}"' if isinstance(cell, Cell) else ""
    behind = [passages[key] for key in cell.passages if key in passages] if isinstance(cell, Cell) else []
    if not behind:
        return f"<td{status}{order}>{text}</td>"
    items = "".join(f"<li>{escape(' '.join(words.split()))}</li>" for words in behind)
    return f"<td{status}{order}><details><summary>{text}</summary><ul>{items}</ul></details></td>"


def _counted(matrix: Matrix, lang: str) -> list[str]:
    say = translator(lang)
    statuses = matrix_shape.statuses_in(matrix)
    coded = matrix.level == "code"
    heads = [say(N_("Theme")), *([say(N_("Code"))] if coded else [])]
    lines = ["<table>", f"<caption>{escape(matrix_shape.title(matrix, lang, published=True))}</caption>"]
    lines += [_head([*heads, *(matrix_shape.status_head(s, lang) for s in statuses)], lang), "<tbody>"]
    for column in matrix.columns:
        counts = matrix_shape.shown_counts(matrix, column)
        theme = column.theme_name or column.theme if coded else column.name
        name = f'<td class="name">{escape(column.name)}</td>' if coded else ""
        numbers = "".join(
            f'<td class="{s.value if counts[s] else "none"} number" data-order="{_order(counts[s])}">'
            f"{matrix_shape.number_text(counts[s])}</td>"
            for s in statuses
        )
        lines.append(f'<tr><th scope="row">{escape(theme)}</th>{name}{numbers}</tr>')
    return [*lines, "</tbody>", "</table>"]


def _order(number: int | None) -> int:
    """Give what a number is sorted by; one that is withheld tells nothing, and stands first."""
    return -1 if number is None else number


def _legend(matrix: Matrix, lang: str) -> str:
    say = translator(lang)
    rows = zip(
        matrix_shape.statuses_in(matrix), export_words.legend(matrix_shape.statuses_in(matrix), lang), strict=True
    )
    items = "".join(
        f'<li><span class="sign {status.value}" aria-hidden="true">{sign}</span> <b>{escape(words)}</b>: {escape(meaning)}</li>'
        for status, (sign, words, meaning) in rows
    )
    return (
        f'<details><summary>{escape(say(N_("What the signs mean")))}</summary><ul class="legend">{items}</ul></details>'
    )
