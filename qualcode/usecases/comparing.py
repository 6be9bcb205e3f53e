"""Comparing waves: which cells are new, gone or changed, as a listing by cell or by code."""

from __future__ import annotations

from collections import Counter

from qualcode.analysis.waves import Comparison, Turn, compare_waves
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.listing import Head, Listing
from qualcode.language.glyphs import status_words
from qualcode.language.wording import translator
from qualcode.usecases.material import load_material
from qualcode.usecases.project import Project

TURNS = {
    Turn.SAME: N_("same"),
    Turn.CHANGED: N_("changed"),
    Turn.NEW: N_("new"),
    Turn.GONE: N_("no longer mentioned"),
    Turn.SILENT: N_("not mentioned in either"),
    Turn.NEW_CODE: N_("new code"),
}


def waves_by_cell(project: Project, before: str, after: str, *, every: bool = False) -> Listing:
    """Give the cells that differ between two waves, or with ``every`` all cells that either wave speaks of; for internal use.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    found = compare_waves(load_material(project), before, after)
    kinds = {c.path: c.kind for c in project.codebook.walk()}
    shown = {Turn.CHANGED, Turn.NEW, Turn.GONE} | ({Turn.SAME, Turn.NEW_CODE} if every else set())
    rows = tuple(
        (
            c.case,
            c.code,
            status_words(c.before.status, project.language, kinds[c.code]),
            status_words(c.after.status, project.language, kinds[c.code]),
            say(TURNS[c.turn]),
            say(N_("yes") if c.before.judged and c.after.judged else N_("no")),
        )
        for c in found.changes
        if c.turn in shown
    )
    heads = (
        Head("case", say(N_("Case")), 1.5),
        Head("code", say(N_("Code")), 3),
        Head("before", before or say(N_("Before")), 1.3),
        Head("after", after or say(N_("After")), 1.3),
        Head("turn", say(N_("Change")), 1.3),
        Head("judged", say(N_("Judged in both")), 0.8),
    )
    title = say(N_("Changes from {before} to {after}")).format(before=before, after=after)
    return Listing(
        title, say(N_("A row for each case and code that changed.")), heads, rows, _notes(found, project.language)
    )


def waves_by_code(project: Project, before: str, after: str) -> Listing:
    """Give, for each code, in how many of the cases that both waves hold it is present in each, and how many cells changed how.

    No case is named, so the listing suits published exports.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    found = compare_waves(load_material(project), before, after)
    heads = (
        Head("code", say(N_("Code")), 4),
        Head("present_before", say(N_("present {wave}")).format(wave=before)),
        Head("present_after", say(N_("present {wave}")).format(wave=after)),
        *(Head(str(turn), say(TURNS[turn])) for turn in (Turn.SAME, Turn.CHANGED, Turn.NEW, Turn.GONE, Turn.SILENT)),
    )
    rows = []
    for code in project.codebook.codes():
        changes = [c for c in found.changes if c.code == code.path]
        turns = Counter(c.turn for c in changes)
        new = code.path in found.new_codes
        rows.append(
            (
                code.path,
                None if new else sum(c.before.status is CellStatus.PRESENT for c in changes),
                sum(c.after.status is CellStatus.PRESENT for c in changes),
                *(None if new else turns[t] for t in (Turn.SAME, Turn.CHANGED, Turn.NEW, Turn.GONE, Turn.SILENT)),
            )
        )
    title = say(N_("Codes in {before} and {after}")).format(before=before, after=after)
    described = say(N_("A row for each code, with numbers of cases that both waves hold."))
    notes = _notes(found, project.language, name=False)
    return Listing(title, described, heads, tuple(rows), notes)


def _notes(found: Comparison, language: str, *, name: bool = True) -> tuple[str, ...]:
    say = translator(language)
    told = [say(N_("Cases with minutes in both waves: {number}.")).format(number=len(found.cases))]
    for wave, cases in ((found.before, found.only_before), (found.after, found.only_after)):
        if cases:
            sentence = N_("Only in {wave}: {cases}.") if name else N_("Cases only in {wave}: {number}.")
            told.append(say(sentence).format(wave=wave, cases=", ".join(cases), number=len(cases)))
    if found.new_codes:
        told.append(
            say(N_("Codes that {wave} was not coded with, so that nothing is said of a change: {codes}.")).format(
                wave=found.before, codes=", ".join(found.new_codes)
            )
        )
    told.append(say(N_("That something did not come up in a wave does not mean that it is absent.")))
    return tuple(told)
