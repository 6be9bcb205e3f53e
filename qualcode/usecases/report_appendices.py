"""The report's appendices: the agreement between coders, and the trail of what was done."""

from __future__ import annotations

from collections import Counter, defaultdict

from qualcode.analysis.agreement_words import meaning
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.domain.listing import Head, Listing, Value
from qualcode.exchange.word_ids import table_tag
from qualcode.language.numbers import decimal
from qualcode.language.wording import translator
from qualcode.storage.ledger import history
from qualcode.usecases.agreeing import (
    NothingSharedAtAllError,
    NothingSharedError,
    TooFewCodersError,
    compare_coders,
)
from qualcode.usecases.project import Project
from qualcode.usecases.recalling import ACTIONS


def agreement_appendix(project: Project, wave: str | None, counted: str) -> tuple[Listing, ...]:
    """Give the appendix on agreement, when two coders have something in common to compare."""
    say = translator(project.language)
    try:
        found = compare_coders(project, wave=wave)
    except (TooFewCodersError, NothingSharedError, NothingSharedAtAllError):
        return ()
    names = project.codebook
    rows: list[tuple[Value, ...]] = []
    for one in (found.overall, *found.codes):
        if not one.units:
            continue
        code = names.find(one.code)
        label = code.name(project.language) if code else say(N_("all codes"))
        values = (one.estimates[k] for k in ("percent", "cohen_kappa", "krippendorff_alpha"))
        numbers = ("–" if e.value is None else _ranged(e.value, e.low, e.high, project.language) for e in values)
        rows.append((label, one.units, one.used, *numbers))
    heads = (
        Head("code", say(N_("Code")), 3),
        Head("units", say(N_("Cells"))),
        Head("used", say(N_("Used"))),
        Head("percent", say(N_("Percent")), 1.6),
        Head("cohen_kappa", "Cohen κ", 1.6),
        Head("krippendorff_alpha", "Krippendorff α", 1.6),
    )
    notes = meaning(found.overall, found.codes, found.suggested, project.language)
    described = say(N_("A row for each code, with 95 % intervals in brackets."))
    title = say(N_("Appendix: agreement between coders"))
    tag = table_tag("agreement", wave=counted)
    return (Listing(title, described, heads, tuple(rows), notes, tag),)


def _ranged(value: float, low: float | None, high: float | None, language: str) -> str:
    said = decimal(value, language)
    return said if low is None or high is None else f"{said} ({decimal(low, language)}–{decimal(high, language)})"


def trail_appendix(project: Project, audience: Audience, wave: str, most: int | None) -> Listing:
    """Give the appendix on what was done: the kinds of steps with their number, first and last day; who only for internal readers.

    ``most`` ends it after so many steps.
    """
    say = translator(project.language)
    internal = audience is Audience.INTERNAL
    # The oldest first: what was done after a report was written is not in its trail.
    steps = sorted((s for s in history(project.store) if s.state == "done"), key=lambda s: s.id)[:most]
    keys = Counter((s.action, s.coder if internal else "") for s in steps)
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for step in steps:
        days[step.action, step.coder if internal else ""].append(step.at[:10])
    rows = tuple(
        (
            say(ACTIONS.get(action, action)),
            *((coder,) if internal else ()),
            number,
            min(days[action, coder]),
            max(days[action, coder]),
        )
        for (action, coder), number in sorted(keys.items())
    )
    heads = (
        Head("action", say(N_("Step")), 3),
        *((Head("coder", say(N_("Coder")), 1.5),) if internal else ()),
        Head("number", say(N_("Number"))),
        Head("first", say(N_("First day")), 1.2),
        Head("last", say(N_("Last day")), 1.2),
    )
    described = say(N_("A row for each kind of step, with its number and its first and last day."))
    tag = table_tag("trail", wave=wave, view=str(len(steps)), key="coders" if internal else "")
    return Listing(say(N_("Appendix: audit trail")), described, heads, rows, tag=tag)
