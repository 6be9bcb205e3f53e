"""`agreement`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, json_option, wave_option
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, UsageError

if TYPE_CHECKING:
    from qualcode.usecases.agreeing import Comparison, Difference
    from qualcode.usecases.aligning_coders import Aligned

_NAMES = {
    "percent": N_("percent"),
    "cohen_kappa": "Cohen κ",
    "krippendorff_alpha": "Krippendorff α",
    "scott_pi": "Scott π",
    "fleiss_kappa": "Fleiss κ",
    "conger_kappa": "Conger κ",
    "brennan_prediger": "Brennan–Prediger",
    "gwet_ac1": "Gwet AC1",
    "holsti": "Holsti",
    "krippendorff_alpha_ordinal": N_("α ordinal"),
    "krippendorff_alpha_masi": "α MASI",
    "krippendorff_alpha_jaccard": "α Jaccard",
    "krippendorff_alpha_unitised": N_("α unitised"),
}
_UNITS = {
    "cell": N_("cells"),
    "document": N_("documents"),
    "segment": N_("paragraphs"),
    "span": N_("characters"),
}

_BESIDE = 4
"""So many coefficients with their intervals fit beside the ids of codes."""


@command(
    "agreement",
    N_("Measure how far coders agree: percent, Cohen κ and Krippendorff α per code and over all, with 95 % intervals."),
    examples=[
        ("qualcode agreement", N_("all coders, by their judgements of cells")),
        ("qualcode agreement --coders Åsa Bo --unit span", N_("two coders, character by character")),
        ("qualcode agreement --disagreements", N_("the cells in which they differ, to talk over")),
        ("qualcode agreement --disagreements --spans", N_("with what each marked, side by side")),
        ("qualcode agreement --all --json", N_("every coefficient, for other programs")),
    ],
)
@click.option("--coders", "first", multiple=True, metavar="A B …", help=N_("these coders (default: all)"))
@click.argument("more", metavar="", nargs=-1)
@click.option(
    "--unit",
    type=click.Choice(["cell", "span", "segment", "document"]),
    default="cell",
    help=N_("compare judgements of cells, characters, paragraphs or documents (default: cell)"),
)
@click.option("--all", "every", is_flag=True, help=N_("every coefficient, not only the three most asked for"))
@click.option(
    "--with-suggested",
    is_flag=True,
    help=N_(
        "take in documents in which a coder decided suggestions; they are left out otherwise, since that is not blind"
    ),
)
@click.option("--disagreements", is_flag=True, help=N_("list the cells in which coders differ instead"))
@click.option("--spans", is_flag=True, help=N_("with --disagreements: each coder's passages side by side"))
@wave_option
@json_option
def agreement_command(
    face: Face,
    *,
    first: tuple[str, ...],
    more: tuple[str, ...],
    unit: str,
    every: bool,
    with_suggested: bool,
    disagreements: bool,
    spans: bool,
    wave: str | None,
    as_json: bool,
) -> int:
    """Measure agreement."""
    from dataclasses import asdict

    from qualcode.usecases.agreeing import compare_coders, comparison_json, differences
    from qualcode.usecases.aligning_coders import side_by_side, side_by_side_json

    if more and not first:
        raise UsageError(reason=N_("Name the coders after --coders, as in `--coders Åsa Bo`."))
    if disagreements and (every or unit != "cell"):
        raise UsageError(reason=N_("--disagreements lists cells: no --all or --unit beside it."))
    if spans and not disagreements:
        raise UsageError(reason=N_("--spans goes with --disagreements."))
    coders = (*first, *more)
    with face.project() as project:
        if disagreements:
            listed = differences(project, coders, wave=wave, with_suggested=with_suggested)
            beside = [side_by_side(project, d.case, d.code, tuple(d.statuses), wave=wave) for d in listed if spans]
            if as_json:
                told = [asdict(d) for d in listed]
                for one, found_there in zip(told, beside, strict=False):
                    one["passages"] = side_by_side_json(found_there)
                face.print_json(told)
            else:
                _list(face, listed)
                for one_cell, found_there in zip(listed, beside, strict=False):
                    _show_spans(face, one_cell, found_there)
            return 0
        found = compare_coders(project, coders, unit=unit, wave=wave, every=every, with_suggested=with_suggested)
    if as_json:
        face.print_json(comparison_json(found))
    else:
        _show(face, found)
    return 0


def _show(face: Face, found: Comparison) -> None:
    every = list(found.overall.estimates)
    # Beside more coefficients the ids of codes would break over lines.
    for at in range(0, len(every), _BESIDE):
        _table(face, found, every[at : at + _BESIDE])
    for sentence in found.meaning:
        face.print(sentence)
    if found.left_out:
        documents = ", ".join(f"{s.document} ({s.coder})" for s in found.left_out)
        face.tell(
            N_("Left out, since suggestions were decided there: {documents}. Take them in with --with-suggested."),
            documents=documents,
        )


def _table(face: Face, found: Comparison, names: list[str]) -> None:
    """Print a table of some coefficients, over all codes and code by code."""
    from qualcode.language.numbers import decimal

    def written(value: float | None, low: float | None, high: float | None) -> str:
        if value is None:
            return "–"
        said = decimal(value, face.language)
        return (
            said
            if low is None or high is None
            else f"{said} ({decimal(low, face.language)}–{decimal(high, face.language)})"
        )

    head = [face.words(N_("code id")), face.words(_UNITS[found.unit]), face.words(N_("used"))]
    head += [face.words(_NAMES[name]) for name in names]
    rows = [
        [
            one.code or face.words(N_("all codes")),
            str(one.units),
            str(one.used),
            *(written(e.value, e.low, e.high) if (e := one.estimates.get(name)) else "–" for name in names),
        ]
        for one in (found.overall, *found.codes)
        if one.units
    ]
    face.table(head, rows, title=", ".join(found.coders), right=range(1, len(head)))


def _list(face: Face, listed: tuple[Difference, ...]) -> None:
    from qualcode.domain.coding import CellStatus
    from qualcode.language.glyphs import status_words

    if not listed:
        face.tell(N_("The coders differ in no cell."))
        return
    coders = list(listed[0].statuses)
    head = [face.words(N_("case")), face.words(N_("code id")), *coders, face.words(N_("consensus"))]

    def said(status: str | None) -> str:
        return status_words(CellStatus(status), face.language) if status else ""

    rows = [[d.case, d.code, *(said(d.statuses[c]) or "–" for c in coders), said(d.consensus)] for d in listed]
    face.table(head, rows)
    for one in (d for d in listed if d.reason):
        face.print(
            face.words(
                N_("{case}, {code}: {status}, recorded by {recorder}: {reason}"),
                case=one.case,
                code=one.code,
                status=said(one.consensus),
                recorder=one.recorder,
                reason=one.reason,
            )
        )
    face.tell(N_("Record what you agree on: `qualcode judge CASE CODE STATUS --consensus REASON`."))


def _show_spans(face: Face, cell: Difference, found: tuple[Aligned, ...]) -> None:
    from qualcode.language.glyphs import said_status

    face.print(f"{cell.case}  {cell.code}")
    for one in found:
        face.print(f"  {one.document} {one.span.start}–{one.span.end}{'' if one.agreed else '  ≠'}")
        for who, said in one.by.items():
            for each in said:
                face.print(f"    {who}: {said_status(each.status, face.language)} ”{each.text}”")
            if not said:
                face.print(f"    {who}: –")
