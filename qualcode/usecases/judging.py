"""Judging: what an analyst says is the case in a cell of the matrix."""

from __future__ import annotations

from qualcode.analysis.matrix import code_matrix
from qualcode.domain.coding import CONSENSUS, CellStatus, Judgement
from qualcode.domain.table import Cell
from qualcode.language.glyphs import status_words
from qualcode.storage.coding_rows import put_judgements
from qualcode.storage.ledger import change
from qualcode.usecases.consensus import consensus_on, standing_summary
from qualcode.usecases.material import UnknownStatusError, find_case, find_code, load_added_up, wave_in_view
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import kept_words

JUDGEABLE = tuple(s for s in CellStatus if s not in (CellStatus.UNREAD, CellStatus.NO_MINUTES))
"""What a person may judge; unread and no minutes follow from the documents."""


def judge(
    project: Project,
    case: str,
    code: str,
    status: str,
    *,
    summary: str = "",
    wave: str | None = None,
    consensus: str = "",
    passphrase: str | None = None,
) -> Judgement:
    """Record the analyst's judgement of a cell, in the place of the same coder's earlier one; names in the summary are hidden.

    ``consensus`` is the reason for a judgement that coders have agreed on: it stands above each one's own, which are kept. Without a
    summary of its own it takes over the one that the cell has.
    With the vault's ``passphrase`` whoever it knows is hidden in any spelling.

    Raises:
        UnknownCaseError, UnknownCodeError, NotCodableError, UnknownStatusError.
    """
    known = [s.value for s in JUDGEABLE]
    if status not in known:
        raise UnknownStatusError(status=status, known=", ".join(known))
    chosen = wave_in_view(project, wave)
    found, path = find_case(project, case), find_code(project, code)
    kept = kept_words(project, summary, passphrase)
    if consensus and not summary.strip():
        kept = standing_summary(project, found, path, chosen)
    coder = CONSENSUS if consensus else project.coder
    made = Judgement(found, chosen, path, CellStatus(status), coder, kept)
    told = {"case": made.case, "code": made.code, "status": status}
    if not consensus:
        with change(project.store, project.coder, "judge", **told) as step:
            put_judgements(step, [made])
        return made
    told["reason"] = kept_words(project, consensus, passphrase)
    with change(project.store, project.coder, "settle", **told) as step:
        put_judgements(step, [made], reason=told["reason"], recorder=project.coder)
    return made


def sum_up(
    project: Project,
    case: str,
    code: str,
    status: str,
    summary: str,
    *,
    wave: str | None = None,
    passphrase: str | None = None,
) -> Judgement:
    """Record the summary of a cell with what is judged there.

    That is the consensus where coders have agreed, so that nobody's own judgement changes by it, else the analyst's, ``status``.

    Raises:
        As ``judge``.
    """
    chosen = wave_in_view(project, wave)
    found, path = find_case(project, case), find_code(project, code)
    agreed = consensus_on(project, found, path, chosen)
    if agreed is None:
        return judge(project, case, code, status, summary=summary, wave=wave, passphrase=passphrase)
    kept = kept_words(project, summary, passphrase)
    made = Judgement(found, chosen, path, agreed.status, CONSENSUS, kept)
    told = {"case": found, "code": path, "status": agreed.status.value}
    if agreed.reason:
        told["reason"] = agreed.reason
    with change(project.store, project.coder, "settle", **told) as step:
        put_judgements(step, [made], reason=agreed.reason, recorder=agreed.recorder)
    return made


def judged_words(project: Project, made: Judgement, language: str) -> dict[str, str]:
    """Give the code of a judgement by its name, with its path, and the status in words, both in a ``language``."""
    found = project.codebook.find(made.code)
    if found is None:
        return {"code": made.code, "status": status_words(made.status, language)}
    return {
        "code": f"{found.name(language)} ({made.code})",
        "status": status_words(made.status, language, found.kind),
    }


def judge_as_proposed(project: Project, *, code: str | None = None, wave: str | None = None) -> int:
    """Record, as one step, that every cell with a proposal is judged as proposed, and give their number.

    Cells without passages are left alone: that minutes are silent is known by reading them, not by judging.

    Raises:
        UnknownCodeError: when ``code`` (a code or theme) is not there.
    """
    path = None if code is None else find_code(project, code, heading=True)
    matrix = code_matrix(load_added_up(project, by_case=True), wave)
    made = [
        Judgement(case, matrix.wave, key, cell.status, project.coder)
        for case, row in matrix.cells.items()
        for key, cell in row.items()
        if isinstance(cell, Cell)
        and not cell.judged
        and cell.count
        and (path is None or key == path or key.startswith(f"{path}/"))
    ]
    if made:
        project.keep_copy("judge")
    with change(project.store, project.coder, "judge", cells=len(made), as_proposed=True) as step:
        put_judgements(step, made, as_proposed=True)
    return len(made)
