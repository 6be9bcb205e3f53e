"""Charting: what the commands list, as the values of a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualcode.domain.amounts import CODES, DOCUMENTS
from qualcode.domain.charts import Bar, BarChart, CurveChart, CurvePoint, PairChart
from qualcode.domain.errors import N_
from qualcode.domain.listing import Head, Listing
from qualcode.domain.table import Count
from qualcode.language.wording import filled, translator
from qualcode.usecases.project import Project

_MOST_CODES = 40
"""So many codes can be read in a table of pairs on a page."""
_TOLD_PAIRS = 20
"""So many pairs are told in the words of a figure, the most frequent first."""


def pair_chart(project: Project, found: Listing) -> PairChart:
    """Give a listing of codes that come together as a figure shows it: the codes that come together most, in the codebook's order."""
    say = translator(project.language)
    rows = [(str(a), str(b), int(n or 0), float(c or 0)) for a, b, n, _, _, c in found.rows]
    weights: Counter[str] = Counter()
    for first, second, together, _ in rows:
        weights[first] += together
        weights[second] += together
    order = {code.path: n for n, code in enumerate(project.codebook.walk())}
    kept = sorted(sorted(weights, key=lambda c: (-weights[c], order.get(c, 0)))[:_MOST_CODES], key=lambda c: order[c])
    place = {path: n for n, path in enumerate(kept)}
    pairs = tuple(
        (max(place[a], place[b]), min(place[a], place[b]), n, c) for a, b, n, c in rows if a in place and b in place
    )
    notes = [*found.notes]
    if len(weights) > len(kept):
        left = say(N_("The {drawn} codes that come together most are drawn; {left} more are not."))
        notes.insert(0, left.format(drawn=len(kept), left=len(weights) - len(kept)))
    notes.append(say(N_("The number in a square is how often the codes of its row and column come together.")))
    names = {code.path: code.name(project.language) for code in project.codebook.walk()}
    lines = [f"{names[a]} + {names[b]}: {n}." for a, b, n, _ in rows[:_TOLD_PAIRS]]
    return PairChart(
        title=found.title,
        names=tuple(names[path] for path in kept),
        pairs=pairs,
        scale=say(N_("Coefficient")),
        notes=tuple(notes),
        described=" ".join((f"{found.title}.", *notes, *lines)),
    )


def curve_chart(project: Project, found: Listing) -> CurveChart:
    """Give a listing of saturation as a figure shows it."""
    say = translator(project.language)
    columns = [head.id for head in found.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in found.rows]
    points = tuple(
        CurvePoint(" ".join(str(r[k]) for k in ("case", "date") if r[k]), int(r["new"] or 0), int(r["seen"] or 0))
        for r in rows
    )
    last = max((n for n, p in enumerate(points, 1) if p.new), default=0)
    sentence = N_("After {documents}, {codes} had been seen; the last new one came with document {last}.")
    seen = points[-1].seen if points else 0
    fields = {"documents": DOCUMENTS.of(len(points)), "codes": CODES.of(seen), "last": last}
    told = filled(sentence, project.language, fields)
    notes = (told, *found.notes)
    lines = [f"{n}: {p.seen} (+{p.new})." for n, p in enumerate(points, 1)]
    return CurveChart(
        title=found.title,
        across=say(N_("Documents by date")),
        axis=say(N_("Number of codes")),
        curve=say(N_("codes so far")),
        step=say(N_("new codes")),
        points=points,
        notes=notes,
        described=" ".join((f"{found.title}.", *notes, *lines)),
    )


def counts_chart(project: Project, counts: Sequence[Count]) -> BarChart:
    """Give declared counts as a figure shows them: each out of what it is counted of; measures of people are told below."""
    say = translator(project.language)
    shown = [c for c in counts if not c.withheld]
    cases = [c for c in shown if c.count == len(c.cases) and c.bound != "unknown"]
    bars = tuple(
        Bar(
            "",
            c.label,
            (c.count,),
            c.denominator,
            say(N_("{count} of {denominator}")).format(count=_amount(c), denominator=c.denominator),
            c.low if c.bound == "range" else 0,
            min(c.high, c.denominator) if c.bound == "range" else 0,
        )
        for c in cases
    )
    notes = [c.sentence for c in shown if c not in cases]
    if hidden := len(counts) - len(shown):
        note = say(N_("Counts withheld, since they are small or would tell small ones: {number}."))
        notes.append(note.format(number=hidden))
    if any(c.low and c.bound == "range" for c in cases):
        notes.append(say(N_("A line with ends shows the range that was declared for a count.")))
    notes.append(
        say(N_("A frame shows what is counted of. That something did not come up does not mean that it is absent."))
    )
    title = say(N_("The counts and what they are counted of"))
    axis = say(N_("Number"))
    described = " ".join((f"{title}.", *(c.sentence for c in cases), *notes))
    return BarChart(title, axis, (), bars, tuple(notes), described)


def _amount(count: Count) -> str:
    signs = {"at-least": "≥ ", "at-most": "≤ ", "estimate": "≈ "}
    return f"{signs.get(count.bound, '')}{count.count}"


def counts_listing(project: Project, counts: Sequence[Count], *, named: bool) -> Listing:
    """Give declared counts as a listing, with their cases when these may be ``named``; those to withhold stay out."""
    say = translator(project.language)
    shown = [c for c in counts if not c.withheld]
    rows = tuple(
        (
            c.id,
            c.label,
            None if c.bound == "unknown" else c.count,
            c.denominator,
            c.bound,
            c.remainder,
            c.sentence,
            *((", ".join(c.cases),) if named else ()),
        )
        for c in shown
    )
    heads = (
        Head("id", say(N_("Id")), 1.2, only="programs"),
        Head("label", say(N_("Count")), 2.5),
        Head("count", say(N_("Number")), 0.7),
        Head("denominator", say(N_("Of")), 0.7),
        Head("bound", say(N_("Bound")), 0.9, only="programs"),
        Head("remainder", say(N_("The rest")), 1.5),
        Head("sentence", say(N_("Sentence")), 4),
        *((Head("cases", say(N_("Which cases")), 3),) if named else ()),
    )
    described = say(
        N_("A row for each count: its number, what it is counted of, how sure it is, what the rest is called.")
    )
    notes = [say(N_("That something did not come up in a dialogue does not mean that it is absent."))]
    if hidden := len(counts) - len(shown):
        note = say(N_("Counts withheld, since they are small or would tell small ones: {number}."))
        notes.append(note.format(number=hidden))
    return Listing(say(N_("The counts and what they are counted of")), described, heads, rows, tuple(notes))
