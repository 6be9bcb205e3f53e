"""Balance: do the chosen quotes speak for all cases and for what the codings mostly say? For internal use, since it names cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from qualcode.domain.coding import Status
from qualcode.domain.errors import N_
from qualcode.domain.listing import Head, Listing
from qualcode.domain.table import Quote
from qualcode.language.glyphs import said_status
from qualcode.language.wording import translator
from qualcode.storage.coding_rows import codings
from qualcode.usecases.material import in_analysis
from qualcode.usecases.project import Project
from qualcode.usecases.quote_choice import main_status
from qualcode.usecases.quoting import quote_id


def balance_by_case(project: Project, found: Sequence[Quote], *, wave: str | None = None) -> Listing:
    """Give, for each case with minutes in the analysis, how many of the quotes are its own, and of how many themes; fewest first.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    part = in_analysis(project, wave)
    home = {d.id: d.metadata.case for d in part.documents}
    known = {
        quote_id(project, c.document, c.span): home[c.document] for c in codings(project.store) if c.document in home
    }
    quotes = Counter(known[q.id] for q in found if q.id in known)
    themes: dict[str, set[str]] = defaultdict(set)
    for quote in found:
        if quote.id in known:
            themes[known[quote.id]].add(quote.code.split("/")[0])
    cases = sorted(set(home.values()), key=lambda c: (quotes[c], c))
    rows = tuple((case, quotes[case], len(themes[case])) for case in cases)
    silent = [case for case in cases if not quotes[case]]
    heads = (Head("case", say(N_("Case")), 3), Head("quotes", say(N_("Quotes"))), Head("themes", say(N_("Themes"))))
    notes = (say(N_("Never quoted: {cases}.")).format(cases=", ".join(silent)),) if silent else ()
    return Listing(say(N_("Quotes by case")), say(N_("A row for each case.")), heads, rows, notes)


def balance_by_code(project: Project, found: Sequence[Quote], *, wave: str | None = None) -> Listing:
    """Give, for each code that is coded, what its codings mostly say, how many quotes say the same, and how many contrast.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    inside = {d.id for d in in_analysis(project, wave).documents}
    coded = defaultdict(list)
    for coding in codings(project.store):
        if coding.document in inside:
            coded[coding.code].append(coding)
    rows = []
    for code in project.codebook.codes():
        given = coded.get(code.path, [])
        if not given:
            continue
        main = main_status(given)
        share = sum(c.status.value == main for c in given) / len(given)
        said = [q.status for q in found if q.code == code.path]
        told = said_status(Status(main), project.language, code.kind)
        rows.append(
            (code.path, len(given), main, told, share, sum(s == main for s in said), sum(s != main for s in said))
        )
    heads = (
        Head("code", say(N_("Code")), 3),
        Head("codings", say(N_("Codings"))),
        Head("main", say(N_("Mostly")), only="json"),
        Head("main", say(N_("Mostly")), only="words"),
        Head("share", say(N_("Share"))),
        Head("alike", say(N_("Quotes alike"))),
        Head("contrasting", say(N_("Quotes that contrast"))),
    )
    unquoted = [str(row[0]) for row in rows if not row[5] and not row[6]]
    against = [str(row[0]) for row in rows if row[6] > row[5]]
    notes = []
    if unquoted:
        notes.append(say(N_("Coded, but without a quote: {codes}.")).format(codes=", ".join(unquoted)))
    if against:
        notes.append(
            say(N_("More quotes against than with what is mostly said: {codes}.")).format(codes=", ".join(against))
        )
    return Listing(
        say(N_("Quotes by code")), say(N_("A row for each code that is coded.")), heads, tuple(rows), tuple(notes)
    )
