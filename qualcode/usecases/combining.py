"""Combining: which cases have what together, as a listing and as the values of an UpSet plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.analysis.combinations import Combination, cases_for, combinations_of, unjudged_for
from qualcode.analysis.counting import count_all
from qualcode.analysis.matrix import Material, analysed, code_matrix
from qualcode.domain.charts import SetChart
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, Nn_, RefusedError, UsageError
from qualcode.domain.expressions import Both, Either, Expression, Holds, Not, parse
from qualcode.domain.listing import Head, Listing
from qualcode.domain.table import Count, Matrix
from qualcode.exchange.matrix_shape import cases_word
from qualcode.exchange.word_ids import table_tag
from qualcode.language.glyphs import status_words
from qualcode.language.wording import Translate, translator
from qualcode.usecases.material import UnknownStatusError, find_code, load_added_up
from qualcode.usecases.naming_sets import APART, COUNT, sets_key, sets_sentence
from qualcode.usecases.project import Project

BY_CASE = "cases"
"""What the tag of a table tells that names cases."""
FEWEST_SETS, MOST_SETS = 2, 12
_MOST_DRAWN = 40


class SetNumberError(UsageError):
    """Too few sets to meet, or too many to read."""

    sentence = Nn_(
        "Say from {fewest} to {most} codes, themes, expressions or declared counts; {number} was given.",
        "Say from {fewest} to {most} codes, themes, expressions or declared counts; {number} were given.",
    )


class SameSetError(UsageError):
    """Two sets of one name."""

    sentence = N_("{name} is given twice; name one of them otherwise (`NAME=EXPRESSION`).")


class UnknownCountError(UsageError):
    """A count that the codebook does not declare, or not for this wave."""

    sentence = N_("There is no count {id} for this wave; there are {known}.")


class NoCasesCountError(UsageError):
    """A declared count that does not count cases."""

    sentence = N_("The count {id} counts no cases but documents or people; combinations are of cases.")


class UnjudgedCombinationError(RefusedError):
    """Published combinations that rest on proposals."""

    sentence = N_(
        "The combinations rest on cells that are proposed, not judged ({number}): judge them (`qualcode judge`), or ask for them with "
        "--allow-unjudged; nothing was written."
    )


@dataclass(frozen=True, slots=True)
class Combined:
    """The sets with their cases, the combinations, the number of cases they are of, and of cells behind them that are proposals.

    ``asked`` is what each set was asked for as: a code's path, an expression or `count:ID`.
    """

    sets: tuple[tuple[str, frozenset[str]], ...]
    found: tuple[Combination, ...]
    whole: int
    unjudged: int
    wave: str
    cases: str
    statuses: tuple[CellStatus, ...]
    asked: tuple[str, ...]


def combined(
    project: Project, words: Sequence[str], *, statuses: Sequence[str] = (), wave: str | None = None
) -> Combined:
    """Give how the sets that ``words`` name meet: codes, themes, expressions over codes or `count:ID`, with `NAME=` before or not.

    ``statuses`` (of a cell, by default present) count where an expression names none of its own. Cases are those with minutes.

    Raises:
        SetNumberError, SameSetError, UnknownCountError, NoCasesCountError, BadExpressionError, UnknownCodeError, UnknownStatusError,
        UnknownWaveError.
    """
    if not FEWEST_SETS <= len(words) <= MOST_SETS:
        raise SetNumberError(fewest=FEWEST_SETS, most=MOST_SETS, number=len(words))
    material = load_added_up(project)
    matrix = code_matrix(material, wave)
    inside = {d.metadata.case for d in analysed(material, wave).documents}
    members = tuple(case for case in matrix.rows if case in inside)
    told = {_status(word) for word in statuses} or {CellStatus.PRESENT}
    wanted = tuple(status for status in CellStatus if status in told)
    sets: dict[str, frozenset[str]] = {}
    asked: list[str] = []
    expressions: list[Expression] = []
    unjudged = 0
    for one in words:
        name, cases, words_of_set, expression, open_cells = _set(project, material, matrix, one, frozenset(wanted))
        if name in sets:
            raise SameSetError(name=name)
        sets[name] = cases & inside
        unjudged += open_cells
        asked.append(words_of_set)
        if expression is not None:
            expressions.append(expression)
    unjudged += unjudged_for(matrix, expressions)
    made = combinations_of(sets, members)
    called = cases_word(matrix, project.language)
    return Combined(tuple(sets.items()), made, len(members), unjudged, matrix.wave, called, wanted, tuple(asked))


def combined_listing(project: Project, found: Combined, *, named: bool) -> Listing:
    """Give combinations as a listing, with their cases when these may be ``named``."""
    say = translator(project.language)
    rows = tuple(
        (
            APART.join(c.inside) or say(N_("(none of them)")),
            len(c.inside),
            len(c.cases),
            c.at_least,
            *((", ".join(c.cases),) if named else ()),
        )
        for c in found.found
    )
    heads = (
        Head("sets", say(N_("Combination")), 5),
        Head("number", say(N_("Sets")), 0.7),
        Head("just", say(N_("Just these")), 0.9),
        Head("at_least", say(N_("At least these")), 0.9),
        *((Head("cases", say(N_("Which cases")), 4),) if named else ()),
    )
    described = say(N_("A row for each combination that occurs, the most frequent first."))
    asked = told_sets(project, found)
    tag = table_tag("combinations", wave=found.wave, view=BY_CASE if named else "", key=sets_key(asked, found.statuses))
    return Listing(_title(found, say), described, heads, rows, (asked, *_notes(project, found, say)), tag)


def told_sets(project: Project, found: Combined) -> str:
    """Give the sentence on which sets these are."""
    return sets_sentence(project, ((name, asked) for (name, _), asked in zip(found.sets, found.asked, strict=True)))


def combined_chart(project: Project, found: Combined) -> SetChart:
    """Give combinations as an UpSet plot shows them; no case is named."""
    say = translator(project.language)
    place = {name: n for n, (name, _) in enumerate(found.sets)}
    drawn = found.found[:_MOST_DRAWN]
    notes = list(_notes(project, found, say))
    if len(found.found) > len(drawn):
        left = say(N_("The {drawn} most frequent combinations are drawn; {left} more are not."))
        notes.insert(0, left.format(drawn=len(drawn), left=len(found.found) - len(drawn)))
    lines = [f"{name}: {len(cases)}." for name, cases in found.sets]
    lines += [f"{' + '.join(c.inside) or say(N_('(none of them)'))}: {len(c.cases)}." for c in drawn]
    title = _title(found, say)
    return SetChart(
        title=title,
        sets=tuple((name, len(cases)) for name, cases in found.sets),
        meetings=tuple((tuple(place[name] for name in c.inside), len(c.cases)) for c in drawn),
        whole=found.whole,
        axis=say(N_("{cases} with just these")).format(cases=_capital(found.cases)),
        size=say(N_("{cases} in all")).format(cases=_capital(found.cases)),
        notes=tuple(notes),
        described=" ".join((f"{title}.", *notes, *lines)),
    )


def _set(
    project: Project, material: Material, matrix: Matrix, words: str, statuses: frozenset[CellStatus]
) -> tuple[str, frozenset[str], str, Expression | None, int]:
    """Give a set's name, its cases, the words that ask for it, its expression, and the open cells behind a declared count."""
    label, equals, rest = words.partition("=")
    label, told = (label.strip(), rest.strip()) if equals else ("", words.strip())
    if told.startswith(COUNT):
        count = _count(project, material, matrix.wave, told.removeprefix(COUNT))
        return label or count.label, frozenset(count.cases), COUNT + count.id, None, count.unjudged
    expression = _whole(project, parse(told))
    name = label or _name(project, expression, told)
    return name, cases_for(matrix, expression, statuses), _asked(expression, told), expression, 0


def _count(project: Project, material: Material, wave: str, identity: str) -> Count:
    rule = next((r for r in project.codebook.counts if r.id == identity), None)
    found = next((c for c in count_all(material, wave) if c.id == identity), None)
    if rule is None or found is None:
        known = ", ".join(r.id for r in project.codebook.counts if r.unit == "case")
        raise UnknownCountError(id=identity, known=known or "–")
    if rule.unit != "case":
        raise NoCasesCountError(id=identity)
    return found


def _whole(project: Project, expression: Expression) -> Expression:
    """Give an expression whose codes exist, short forms made whole."""
    match expression:
        case Holds(code, statuses):
            return Holds(find_code(project, code, heading=True), statuses)
        case Not(inner):
            return Not(_whole(project, inner))
        case Both(parts):
            return Both(tuple(_whole(project, p) for p in parts))
        case Either(parts):
            return Either(tuple(_whole(project, p) for p in parts))


def _asked(expression: Expression, words: str) -> str:
    """Give the words that ask for a set: of a single code its whole path, of an expression its own."""
    if not isinstance(expression, Holds):
        return words
    statuses = [status.value for status in CellStatus if status in expression.statuses]
    return expression.code + (f"[{','.join(statuses)}]" if statuses else "")


def _name(project: Project, expression: Expression, words: str) -> str:
    """Give the name of a single code, with the statuses it asks for; an expression is its own name."""
    if not isinstance(expression, Holds):
        return words
    code = project.codebook.find(expression.code)
    if code is None:
        return words
    asked = [status_words(s, project.language, code.kind) for s in CellStatus if s in expression.statuses]
    return code.name(project.language) + (f" ({', '.join(asked)})" if asked else "")


def _status(word: str) -> CellStatus:
    known = [s.value for s in CellStatus]
    if word not in known:
        raise UnknownStatusError(status=word, known=", ".join(known))
    return CellStatus(word)


def _title(found: Combined, say: Translate) -> str:
    name = say(N_("What {cases} have together")).format(cases=found.cases)
    return f"{name}, {found.wave}" if found.wave else name


def _notes(project: Project, found: Combined, say: Translate) -> tuple[str, ...]:
    counted = ", ".join(status_words(s, project.language) for s in found.statuses)
    told = [
        say(N_("{cases} with minutes in the analysis: {number}. Each is in exactly one combination.")).format(
            cases=_capital(found.cases), number=found.whole
        ),
        say(N_("Counted as having it, unless the expression says otherwise: {statuses}.")).format(statuses=counted),
    ]
    if found.unjudged:
        sentence = Nn_(
            "Of the cells behind the numbers, {number} is proposed by the program; nobody has judged it yet.",
            "Of the cells behind the numbers, {number} are proposed by the program; nobody has judged them yet.",
        )
        told.append(say(sentence).format(number=found.unjudged))
    told.append(say(N_("That something did not come up in a dialogue does not mean that it is absent.")))
    return tuple(told)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
