"""What a matrix shows, as it is asked for, and how it is shown on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.cli.face import Face
from qualcode.domain.errors import N_, Nn_, UsageError

if TYPE_CHECKING:
    from qualcode.domain.table import Matrix
    from qualcode.usecases.project import Project

VALUES = ("status", "count", "judgement", "amount", "summary", "quote")


def wanted_values(values: str, amount: str | None) -> tuple[str, ...]:
    """Give what the cells shall show, in its fixed order."""
    told = {v.strip() for v in values.split(",") if v.strip()}
    unknown = sorted(told - set(VALUES))
    if unknown or not told:
        raise UsageError(
            reason=N_("--values takes status, count, judgement, amount, summary and quote, with commas between.")
        )
    if ("amount" in told) != (amount is not None):
        raise UsageError(reason=N_("--values amount and --amount COLUMN go together."))
    return tuple(v for v in VALUES if v in told)


def tell_left_out(face: Face, project: Project, table: Matrix, *, asked: bool) -> None:
    """Say on stderr which documents are not in the analysis, and why; other waves in one sentence, when none was ``asked`` for."""
    from qualcode.usecases.empty_selections import is_of_other_wave, smaller_wave

    if not asked and (said := smaller_wave(project)) is not None:
        face.tell_said(said)
    others = sum(is_of_other_wave(out) for out in table.left_out)
    if others:
        face.tell(
            Nn_(
                "Left out: {number} document of another wave than {wave}.",
                "Left out: {number} documents of other waves than {wave}.",
            ),
            number=others,
            wave=table.wave or "–",
        )
    for out in table.left_out:
        if is_of_other_wave(out):
            continue
        face.tell(
            N_("Left out: {document} ({case}), since {reason}."),
            document=out.document,
            case=out.case,
            reason=face.words(out.reason),
        )


def show_matrix(face: Face, table: Matrix) -> None:
    """Print a matrix as a table of signs, what they mean, and how many cases it is of."""
    from qualcode.language.glyphs import GLYPHS, status_words
    from qualcode.usecases.tabulating import silent_note, tally

    if table.by != "case":
        rows = [[c.id, *(tally(table.cells[value][c.id]) for value in table.rows)] for c in table.columns]
        face.table([face.words(N_("code id")), *table.rows], rows)
    elif table.level == "theme":
        rows = [[case, *(tally(table.cells[case][c.id]) for c in table.columns)] for case in table.rows]
        face.table([face.words(N_("case")), *(c.id for c in table.columns)], rows)
    else:
        # 48 columns fit no screen: a line a case, a glyph a code, themes apart.
        themes = list(dict.fromkeys(c.theme for c in table.columns))
        rows = [
            [
                case,
                *(
                    "".join(tally(table.cells[case][c.id]) for c in table.columns if c.theme == theme)
                    for theme in themes
                ),
            ]
            for case in table.rows
        ]
        face.table([face.words(N_("case")), *themes], rows)
    face.print("  ".join(f"{glyph} {status_words(status, face.language)}" for status, glyph in GLYPHS.items()))
    face.print(face.words(N_("Cases with minutes in the analysis: {number}."), number=table.denominator))
    if table.silent:
        face.print(silent_note(table.silent, face.language))
