"""How a listing is given: written to a file, printed as JSON, or shown as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.face import Face
from qualcode.cli.leak_lines import tell_waived
from qualcode.cli.listing import show_listing
from qualcode.domain.errors import N_, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.domain.charts import Chart
    from qualcode.domain.listing import Listing
    from qualcode.usecases.project import Project


def speaking_for(project: Project, target: Path | None) -> Project:
    """A file speaks the project's language, whatever the person before the screen does."""
    return project if target is None else project.speaking(project.settings.language)


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
    from qualcode.domain.finding import Audience
    from qualcode.usecases.publishing import write_listing

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
