"""Comparing waves: which cells are new, gone or changed, as a listing by cell or by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualcode.analysis.waves import Change, Comparison, Turn, compare_waves
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.listing import Head, Listing
from qualcode.domain.table import Cell
from qualcode.domain.wave_chart import WaveChart, WaveRow
from qualcode.exchange.matrix_shape import is_proposed
from qualcode.exchange.word_ids import table_tag
from qualcode.language.glyphs import status_words
from qualcode.language.wording import Translate, translator
from qualcode.usecases.material import load_added_up
from qualcode.usecases.project import Project

TURNS = {
    Turn.SAME: N_("same"),
    Turn.CHANGED: N_("changed status"),
    Turn.NEW: N_("new"),
    Turn.GONE: N_("no longer mentioned"),
    Turn.SILENT: N_("not mentioned in either"),
    Turn.NEW_CODE: N_("new code"),
}
_COUNTED = (Turn.SAME, Turn.CHANGED, Turn.NEW, Turn.GONE, Turn.SILENT)
_MOVED = (Turn.CHANGED, Turn.NEW, Turn.GONE)
_SILENCE_KNOWN = frozenset({CellStatus.NOT_MENTIONED, CellStatus.NOT_ASKED})
"""What reading the minutes, or the age of the code, settles without a judgement."""


def waves_by_cell(project: Project, before: str, after: str, *, every: bool = False) -> Listing:
    """Give the cells that differ between two waves, or with ``every`` all cells that either wave speaks of; for internal use.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    found = compare_waves(load_added_up(project, by_case=True), before, after)
    codes = {c.path: c for c in project.codebook.walk()}
    shown = {Turn.CHANGED, Turn.NEW, Turn.GONE} | ({Turn.SAME, Turn.NEW_CODE} if every else set())
    rows = tuple(
        (
            c.case,
            c.code,
            codes[c.code].name(project.language),
            status_words(c.before.status, project.language, codes[c.code].kind),
            status_words(c.after.status, project.language, codes[c.code].kind),
            say(TURNS[c.turn]),
            say(N_("yes") if _settled(c.before) and _settled(c.after) else N_("no")),
            c.before.status.value,
            c.after.status.value,
            c.turn.value,
            _settled(c.before) and _settled(c.after),
        )
        for c in found.changes
        if c.turn in shown
    )
    heads = (
        Head("case", say(N_("County") if _counties(found) else N_("Case")), 1.3),
        Head("code", say(N_("Code id")), 3, only="programs"),
        Head("name", say(N_("Code")), 4.5, only="pages"),
        Head("before", before or say(N_("Before")), 1.2, only="words"),
        Head("after", after or say(N_("After")), 1.2, only="words"),
        Head("turn", say(N_("Change")), 1.4, only="words"),
        Head("judged", say(N_("Judged in both")), 0.8, only="words"),
        *(Head(key, key, only="json") for key in ("before", "after", "turn", "judged")),
    )
    title = say(N_("Changes from {before} to {after}")).format(before=before, after=after)
    described = say(N_("A row for each case and code that changed."))
    tag = table_tag("compare", wave=after, view="every" if every else "cell", key=before)
    return Listing(title, described, heads, rows, _notes(found, project.codebook, project.language), tag)


def waves_by_code(project: Project, before: str, after: str) -> Listing:
    """Give, for each code, in how many of the cases that both waves hold it is present in each, and what became of the others.

    No case is named, so the listing suits published exports.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    found = compare_waves(load_added_up(project, by_case=True), before, after)
    heads = (
        Head("code", say(N_("Code id")), 4, only="programs"),
        Head("name", say(N_("Code")), 4.2, only="pages"),
        Head("present_before", say(N_("present {wave}")).format(wave=before), 0.75),
        Head("present_after", say(N_("present {wave}")).format(wave=after), 0.75),
        *(Head(str(turn), say(TURNS[turn]), 1.2) for turn in _COUNTED),
        Head("happened", say(N_("What changed")), 3.6, only="words"),
        Head("happened", "happened", only="json"),
    )
    rows = []
    for code in project.codebook.codes():
        changes = [c for c in found.changes if c.code == code.path]
        turns = Counter(c.turn for c in changes)
        new = code.path in found.new_codes
        rows.append(
            (
                code.path,
                code.name(project.language),
                None if new else sum(c.before.status is CellStatus.PRESENT for c in changes),
                sum(c.after.status is CellStatus.PRESENT for c in changes),
                *(None if new else turns[t] for t in _COUNTED),
                _happened(code, changes, project.language),
                _moved(changes),
            )
        )
    title = say(N_("Codes in {before} and {after}")).format(before=before, after=after)
    described = say(N_("A row for each code, with numbers of cases that both waves hold."))
    notes = _notes(found, project.codebook, project.language, name=False)
    tag = table_tag("compare", wave=after, view="code", key=before)
    return Listing(title, described, heads, tuple(rows), notes, tag)


def proposed_in_waves(project: Project, before: str, after: str) -> int:
    """Give how many cells that two waves are compared by are proposals, which no published number rests on.

    Raises:
        UnknownWaveError.
    """
    found = compare_waves(load_added_up(project, by_case=True), before, after)
    return sum(is_proposed(cell) for change in found.changes for cell in (change.before, change.after))


def waves_chart(project: Project, before: str, after: str) -> WaveChart:
    """Give the codes that either wave speaks of as a figure shows them; no case is named.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    found = compare_waves(load_added_up(project, by_case=True), before, after)
    themes = {theme.path: theme.name(project.language) for theme in project.codebook.themes}
    rows = []
    for code in project.codebook.codes():
        changes = [c for c in found.changes if c.code == code.path]
        if all(
            c.turn is Turn.SILENT or (c.turn is Turn.NEW_CODE and c.after.status in _SILENCE_KNOWN) for c in changes
        ):
            continue
        told = (c.after.status is CellStatus.PRESENT for c in changes)
        earlier = None if code.path in found.new_codes else sum(c.before.status is CellStatus.PRESENT for c in changes)
        words = _happened(code, changes, project.language)
        rows.append(WaveRow(themes[code.path.split("/")[0]], code.name(project.language), earlier, sum(told), words))
    title = say(N_("Codes in {before} and {after}")).format(before=before, after=after)
    counties = _counties(found)
    axis = say(
        N_("Counties where it is present, voiced or asked for")
        if counties
        else N_("Cases where it is present, voiced or asked for")
    )
    both = _notes(found, project.codebook, project.language, name=False)
    notes = (both[0], both[1], both[-1])
    lines = [
        f"{r.name}: {'–' if r.before is None else r.before} → {r.after}{f' ({r.happened})' if r.happened else ''}."
        for r in rows
    ]
    described = " ".join((f"{title}. {axis}, {before} → {after}.", *notes, *lines))
    new = say(TURNS[Turn.NEW_CODE])
    return WaveChart(before, after, len(found.cases), title, axis, new, tuple(rows), notes, described)


def _settled(cell: Cell) -> bool:
    return cell.judged or cell.status in _SILENCE_KNOWN


def _happened(code: Code, changes: Sequence[Change], language: str) -> str:
    """Tell in words what changed how often, the most frequent first: "planned → present (2), absent → planned (1)"."""
    say = translator(language)

    def words(cell: Cell) -> str:
        return status_words(cell.status, language, code.kind)

    if any(c.turn is Turn.NEW_CODE for c in changes):
        now = Counter(words(c.after) for c in changes if c.after.status not in _SILENCE_KNOWN)
        told = _tally(now)
        return say(N_("new code: {tally}")).format(tally=told) if told else say(TURNS[Turn.NEW_CODE])
    return _tally(Counter(f"{words(c.before)} → {words(c.after)}" for c in changes if c.turn in _MOVED))


def _moved(changes: Sequence[Change]) -> str:
    """Tell the same by the ids of statuses, for programs: "planned → present (2)"; nothing of a code that the earlier wave had not."""
    return _tally(Counter(f"{c.before.status.value} → {c.after.status.value}" for c in changes if c.turn in _MOVED))


def _tally(counted: Counter[str]) -> str:
    return ", ".join(f"{words} ({number})" for words, number in counted.most_common())


def _counties(found: Comparison) -> bool:
    return bool(found.cases) and all(case.endswith(" län") for case in found.cases)


def _notes(found: Comparison, book: Codebook, language: str, *, name: bool = True) -> tuple[str, ...]:
    say = translator(language)
    counties = _counties(found)
    both = (
        N_("Counties with minutes in both waves: {number}.")
        if counties
        else N_("Cases with minutes in both waves: {number}.")
    )
    told = [say(both).format(number=len(found.cases)), _sum_of_it(found, say)]
    for wave, cases in ((found.before, found.only_before), (found.after, found.only_after)):
        if cases:
            unnamed = N_("Counties only in {wave}: {number}.") if counties else N_("Cases only in {wave}: {number}.")
            sentence = N_("Only in {wave}: {cases}.") if name else unnamed
            told.append(say(sentence).format(wave=wave, cases=", ".join(cases), number=len(cases)))
    if found.new_codes:
        new = ", ".join(code.name(language) for code in book.codes() if code.path in found.new_codes)
        sentence = N_("Codes that {wave} was not coded with, so that nothing is said of a change: {codes}.")
        told.append(say(sentence).format(wave=found.before, codes=new))
    told.append(say(N_("That something did not come up in a wave does not mean that it is absent.")))
    return tuple(told)


def _sum_of_it(found: Comparison, say: Translate) -> str:
    turns = Counter(c.turn for c in found.changes)
    sentence = N_(
        "Cells compared: {cells}; {same} the same, {changed} of another status, {new} new, {gone} no longer mentioned, "
        "{silent} mentioned in neither wave."
    )
    told = {str(turn): turns[turn] for turn in _COUNTED}
    return say(sentence).format(cells=sum(told.values()), **told)
