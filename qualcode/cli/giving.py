"""How a listing is given: written to a file, printed as JSON, or shown as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.face import Face
from qualcode.cli.leak_lines import tell_waived
from qualcode.cli.listing import show_listing
from qualcode.domain.errors import N_, UsageError
from qualcode.domain.finding import Audience

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.domain.charts import Chart
    from qualcode.domain.listing import Listing
    from qualcode.usecases.project import Project


def speaking_for(project: Project, target: Path | None) -> Project:
    """A file speaks the project's language, whatever the person before the screen does."""
    return project if target is None else project.speaking(project.settings.language)


def refuse_two_ways(target: Path | None, *, as_json: bool) -> None:
    """A result goes to a file or to standard output; of two wishes one would be taken and do nothing.

    Raises:
        UsageError: when both are asked for.
    """
    if target is not None and as_json:
        raise UsageError(reason=N_("--to FILE and --json are two ways out: leave one of them out."))


def refuse_idle_threshold(k: int | None, audience: Audience, *, shown: bool = False) -> None:
    """A threshold withholds from what is published; on the screen or in an internal file it would be taken and do nothing.

    Raises:
        UsageError: when there is a threshold ``k`` and the result is ``shown`` only, or internal.
    """
    if k is not None and shown:
        raise UsageError(
            reason=N_("--k belongs to --to FILE: what is shown here is for you, and nothing is withheld from it.")
        )
    if k is not None and audience is Audience.INTERNAL:
        raise UsageError(
            reason=N_(
                "--k withholds from what is published, and this is internal: add --audience published, or leave --k out."
            )
        )


def give_listing(
    face: Face,
    project: Project,
    found: Listing,
    target: Path | None,
    *,
    as_json: bool,
    audience: str | None = None,
    chart: Callable[[], Chart] | None = None,
    withholds: bool = False,
) -> int:
    """Write a listing, or the ``chart`` of it, to a file, print it as JSON, or show it as a table.

    ``withholds``: small numbers are withheld already where the audience asks for it.
    """
    from qualcode.usecases.publishing import write_listing

    refuse_two_ways(target, as_json=as_json)
    if target is None and audience == "published":
        raise UsageError(reason=N_("--audience published belongs to --to FILE: what is shown here is for you."))
    if target is not None:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        who = Audience(audience or "internal")
        made = write_listing(project, found, target, audience=who, passphrase=secret, chart=chart, withholds=withholds)
        tell_waived(face, made.waived)
        face.print(str(made))
    elif as_json:
        face.print_json(found.objects())
    else:
        show_listing(face, found)
    return 0
