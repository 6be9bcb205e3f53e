"""`quotes`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import audience_option, command, json_option, path_words, wave_option
from qualcode.cli.face import Face
from qualcode.cli.giving import refuse_two_ways
from qualcode.cli.leak_lines import tell_waived
from qualcode.cli.listing import status_in
from qualcode.domain.errors import N_, Nn_, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.domain.table import Quote
    from qualcode.usecases.project import Project


@command(
    "quotes",
    N_("Give quotes at the published level: no names, no places, no groups, opaque ids."),
    examples=[
        ("qualcode quotes --code action-plans --per-code 3", N_("three for every code of a theme")),
        ("qualcode quotes --balance", N_("whether the quotes speak for all cases and for what is mostly said")),
        ("qualcode quotes --to exports/quotes.docx", N_("for Word, by theme and code")),
        ("qualcode quotes --pick k12 --pick k40 --to exports/quotes.docx", N_("the codings that you picked yourself")),
        (
            "qualcode quotes --allow-unreviewed",
            N_("also from documents whose hidden names nobody has reviewed; they are marked"),
        ),
    ],
)
@click.option("--code", metavar="C", help=N_("only this code or theme"))
@click.option(
    "--per-code", type=click.IntRange(min=1), default=2, metavar="N", help=N_("at most N quotes a code (default 2)")
)
@click.option(
    "--pick",
    "picked",
    multiple=True,
    metavar="K",
    help=N_("this coding, by its id, and no others than those picked; give it again for more"),
)
@click.option(
    "--balance",
    is_flag=True,
    help=N_(
        "instead of the quotes: how many each case has, and whether they say what is mostly said (for internal use)"
    ),
)
@click.option("--allow-unreviewed", is_flag=True, help=N_("also from documents whose hidden names nobody has reviewed"))
@click.option(
    "--allow-disclosing",
    is_flag=True,
    help=N_("also passages whose words may tell the county (an island, a plan's own name); they are marked"),
)
@wave_option
@audience_option
@click.option("--to", "target", metavar="FILE", type=path_words, help=N_("write to this file (.docx)"))
@json_option
def quotes_command(  # noqa: PLR0913 - an argument for every option
    face: Face,
    *,
    code: str | None,
    per_code: int,
    picked: tuple[str, ...],
    balance: bool,
    allow_unreviewed: bool,
    allow_disclosing: bool,
    wave: str | None,
    audience: str | None,
    target: Path | None,
    as_json: bool,
) -> int:
    """Give quotes."""
    from qualcode.domain.finding import Audience
    from qualcode.usecases.picking_quotes import picked_quotes
    from qualcode.usecases.publishing import write_quotes
    from qualcode.usecases.quoting import held_back, quotation, quotes_json
    from qualcode.usecases.vault_keeping import open_vault

    refuse_two_ways(target, as_json=as_json)
    if balance and (target is not None or audience == "published"):
        raise UsageError(
            reason=N_("--balance names cases: it is for the screen or --json, not for --to or publication.")
        )
    if picked and (code is not None or balance or wave is not None):
        raise UsageError(reason=N_("--pick names the codings themselves: leave out --code, --wave and --balance."))
    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        open_vault(project, secret)
        allowed = {"allow_unreviewed": allow_unreviewed, "allow_disclosing": allow_disclosing}
        if picked:
            found = picked_quotes(project, picked, **allowed)
        else:
            made = quotation(project, code=code, per_code=per_code, wave=wave, **allowed)
            found = made.quotes
            _tell_held_back(face, 0 if allow_unreviewed else held_back(project, wave), made.held_back)
        if not found and not as_json:
            face.tell(
                N_(
                    "No quotes: nothing is coded that may be quoted. Next: `qualcode accept`, `qualcode anonymise status`."
                )
            )
        if balance:
            _balance(face, project, found, wave, as_json=as_json)
        elif target is not None:
            who = Audience(audience or "published")
            written = write_quotes(project, found, target, audience=who, passphrase=secret)
            tell_waived(face, written.waived)
            face.print(str(written))
        elif as_json:
            face.print_json(quotes_json(found))
        else:
            for quote in found:
                mark = face.words(N_(" (names not reviewed)")) if quote.marked_unreviewed else ""
                mark += face.words(N_(" (may tell the county)")) if quote.disclosing else ""
                said = status_in(face, project, quote.status, quote.code)
                face.print(f"{quote.id}  {quote.code}  {said}{mark}\n    ”{quote.text}”")
    return 0


def _tell_held_back(face: Face, unreviewed: int, telling: int) -> None:
    if unreviewed:
        face.tell(
            Nn_(
                "{number} document gives no quotes, since nobody has reviewed its hidden names: `qualcode anonymise status`.",
                "{number} documents give no quotes, since nobody has reviewed their hidden names: `qualcode anonymise status`.",
            ),
            number=unreviewed,
        )
    if telling:
        face.tell(
            Nn_(
                "{number} quote is held back, since it may tell the county or repeat a name: see `--allow-disclosing`.",
                "{number} quotes are held back, since they may tell the county or repeat a name: see `--allow-disclosing`.",
            ),
            number=telling,
        )


def _balance(face: Face, project: Project, found: Sequence[Quote], wave: str | None, *, as_json: bool) -> None:
    from qualcode.language.numbers import written
    from qualcode.usecases.balancing import balance_by_case, balance_by_code

    tables = {"cases": balance_by_case(project, found, wave=wave), "codes": balance_by_code(project, found, wave=wave)}
    if as_json:
        face.print_json({name: table.objects() for name, table in tables.items()})
        return
    for table in (whole.for_screens() for whole in tables.values()):
        rows = [[written(v, face.language) for v in row] for row in table.rows]
        numbers = [n for n in range(len(table.columns)) if table.rows and not isinstance(table.rows[0][n], str)]
        face.table([c.name for c in table.columns], rows, title=table.title, right=numbers)
        for note in table.notes:
            face.print(note)
