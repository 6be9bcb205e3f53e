"""The matrix: for every case and code what is the case, judged or proposed, and the passages behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.analysis.proposing import Passage, propose
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.coding import CellStatus, Judgement, Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.guide import QuestionGuide
from qualcode.domain.minutes import Document
from qualcode.domain.table import Cell, Column, LeftOut, Matrix, ThemeCell

NOT_APPROVED = {
    "draft": N_("the minutes are a draft"),
    "sent": N_("the minutes are sent, not yet approved"),
    "approved": N_("approved minutes are left out by the settings"),
}
_SILENT = {status: Cell(status) for status in CellStatus}
"""The cell of each status that nothing stands behind: in a large matrix most are such."""
_TOLD_BY_SILENCE = (CellStatus.NOT_MENTIONED, CellStatus.NOT_ASKED)
OTHER_WAVE = N_("the document belongs to another wave")


class UnknownWaveError(QualcodeError):
    """A wave that no document belongs to."""

    sentence = N_("There is no wave {wave}; the waves of the project are {known}.")


@dataclass(frozen=True, slots=True)
class Material:
    """What a matrix is made from: everything of one project, already loaded.

    ``cases`` are the declared cases in the order to print (cases with documents are added); ``read`` the documents that at least one
    coder has read to the end; ``judgements`` in the order in which they stand, the last of a cell above the others. Where the passages
    are added up, ``spans`` are the numbers of different ones by document and theme.
    """

    codebook: Codebook
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    judgements: tuple[Judgement, ...]
    read: frozenset[str] = frozenset()
    cases: tuple[str, ...] = ()
    include: frozenset[str] = frozenset({"approved"})
    language: str = "sv"
    guide: QuestionGuide = field(default_factory=QuestionGuide)
    spans: Mapping[tuple[str, str], int] | None = None


@dataclass(frozen=True, slots=True)
class Analysed:
    """The documents of one wave that enter the analysis, and those that do not."""

    wave: str
    documents: tuple[Document, ...]
    left_out: tuple[LeftOut, ...]
    cases: tuple[str, ...] = field(default=())


def analysed(material: Material, wave: str | None = None) -> Analysed:
    """Give what enters the analysis of ``wave``, by default the latest.

    Raises:
        UnknownWaveError: when no document belongs to ``wave``; an empty matrix would look like an answer.
    """
    chosen = chosen_wave(sorted({d.metadata.wave for d in material.documents}), wave)
    inside: list[Document] = []
    outside: list[LeftOut] = []
    for document in material.documents:
        meta = document.metadata
        if meta.wave != chosen:
            outside.append(LeftOut(document.id, meta.case, OTHER_WAVE))
        elif meta.status.value not in material.include:
            outside.append(LeftOut(document.id, meta.case, NOT_APPROVED[meta.status.value]))
        else:
            inside.append(document)
    present = {d.metadata.case for d in inside} | {o.case for o in outside if o.reason != OTHER_WAVE}
    declared = list(material.cases)
    rows = (*declared, *sorted(present - set(declared)))
    return Analysed(chosen, tuple(inside), tuple(outside), rows)


def chosen_wave(waves: Sequence[str], wave: str | None) -> str:
    """Give the wave that is asked for, else the last of ``waves``, "" where there are none.

    Raises:
        UnknownWaveError: when it is none of them.
    """
    if wave is not None and wave not in waves:
        raise UnknownWaveError(wave=wave, known=", ".join(waves) or "–")
    return wave if wave is not None else (waves[-1] if waves else "")


def code_matrix(material: Material, wave: str | None = None) -> Matrix:
    """Give the matrix of cases by codes; every cell is there."""
    part = analysed(material, wave)
    documents: dict[str, list[str]] = defaultdict(list)
    for document in part.documents:
        documents[document.metadata.case].append(document.id)
    home = {key: case for case, keys in documents.items() for key in keys}
    found: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for passage in material.passages:
        case = home.get(passage.document)
        if case is not None:
            found[case][passage.code].append(passage)
    judged: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for judgement in material.judgements:
        if judgement.wave == part.wave:
            judged[judgement.case][judgement.code] = judgement
    codes = material.codebook.codes()
    asked = {code.path: material.guide.asked(part.wave, code.path) and not code.later_than(part.wave) for code in codes}
    cells = {}
    for case in part.cases:
        passages, judgements = found.get(case, {}), judged.get(case, {})
        # What silence means hangs on the case and on whether it was asked: most cells of a large matrix are silent.
        silent = {told: _silence(documents.get(case, []), material.read, asked=told) for told in (True, False)}
        cells[case] = {
            path: _cell(passages.get(path, ()), judgements.get(path), silent[told]) for path, told in asked.items()
        }
    columns = tuple(_column(material, code) for code in codes)
    return Matrix("code", part.wave, part.cases, columns, cells, len(documents), part.left_out)


def theme_matrix(material: Material, wave: str | None = None, *, codes: Matrix | None = None) -> Matrix:
    """Give the matrix of cases by themes: no status of their own, the tally of their codes'.

    ``count`` is the number of different passages, not the sum over codes: one passage may carry several. ``codes`` is the matrix of the
    same material by codes, when it has been made already.
    """
    codes = codes or code_matrix(material, wave)
    part = analysed(material, codes.wave if material.documents else None)
    spans = _spans_of_cases(material, part.documents)
    summaries = {(j.case, j.code): j.summary for j in material.judgements if j.wave == codes.wave}
    themes = material.codebook.themes
    inside = {t.path: [column.id for column in codes.columns if column.theme == t.path] for t in themes}
    cells = {
        case: {
            theme: theme_cell(
                [codes.cells[case][code] for code in below], spans[case, theme], summaries.get((case, theme), "")
            )
            for theme, below in inside.items()
        }
        for case in codes.rows
    }
    columns = tuple(_column(material, theme) for theme in themes)
    return Matrix("theme", codes.wave, codes.rows, columns, cells, codes.denominator, codes.left_out)


def theme_cell(codes: Iterable[Cell | ThemeCell], count: int, summary: str) -> ThemeCell:
    """Give the cell of a theme from those of its codes; ``count`` is the number of different passages behind them."""
    single = [c for c in codes if isinstance(c, Cell)]
    statuses = Counter(c.status for c in single)
    return ThemeCell(
        {status.value: number for status, number in sorted(statuses.items(), key=lambda one: one[0].value)},
        all(c.judged or c.status in _TOLD_BY_SILENCE for c in single),
        count,
        summary,
    )


def _spans_of_cases(material: Material, documents: Iterable[Document]) -> Counter[tuple[str, str]]:
    """Give the number of different passages by case and theme."""
    home = {d.id: d.metadata.case for d in documents}
    spans: Counter[tuple[str, str]] = Counter()
    if material.spans is not None:
        for (document, theme), number in material.spans.items():
            if document in home:
                spans[home[document], theme] += number
        return spans
    places = {
        (p.document, p.code.split("/")[0], p.start, p.end)
        for p in material.passages
        if p.document in home and p.status is not Status.NOT_ASSERTED
    }
    spans.update((home[document], theme) for document, theme, *_ in places)
    return spans


def statuses_of_documents(material: Material, wave: str | None = None) -> dict[str, dict[str, CellStatus]]:
    """Give document → code → status: the case's judgement where the case has one document, else the document's own passages."""
    part = analysed(material, wave)
    matrix = code_matrix(material, wave)
    per_case = Counter(d.metadata.case for d in part.documents)
    found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in material.passages:
        found[passage.document, passage.code].append(passage)
    result: dict[str, dict[str, CellStatus]] = {}
    for document in part.documents:
        row = matrix.cells[document.metadata.case]
        statuses: dict[str, CellStatus] = {}
        for code, cell in row.items():
            if isinstance(cell, Cell) and (
                per_case[document.metadata.case] == 1 or (cell.status is CellStatus.NOT_ASKED and not cell.judged)
            ):
                statuses[code] = cell.status
            else:
                empty = _silence([document.id], material.read, asked=material.guide.asked(part.wave, code))
                statuses[code] = propose(found.get((document.id, code), ())) or empty
        result[document.id] = statuses
    return result


def _cell(passages: Sequence[Passage], judgement: Judgement | None, silence: CellStatus) -> Cell:
    """Give one cell; ``silence``: what it means when nothing is said."""
    if not passages and judgement is None:
        return _SILENT[silence]
    said = [p for p in passages if p.status is not Status.NOT_ASSERTED]
    ids = tuple(p.id for p in said if p.id)
    number = sum(p.number for p in said)
    if judgement is not None:
        return Cell(judgement.status, judged=True, count=number, summary=judgement.summary, passages=ids)
    return Cell(propose(said) or silence, judged=False, count=number, passages=ids)


def one_cell(
    passages: Sequence[Passage],
    judgement: Judgement | None,
    documents: Sequence[str],
    read: frozenset[str],
    *,
    asked: bool,
) -> Cell:
    """Give the cell of a case and code alone: from its passages, what stands as judged, and the documents of the case in the analysis."""
    return _cell(passages, judgement, _silence(documents, read, asked=asked))


def _silence(documents: Sequence[str], read: frozenset[str], *, asked: bool) -> CellStatus:
    """Tell what it means that nothing is said: no minutes, no question, nobody has read, or not mentioned.

    Not ``asked``: the question guide says so, or the code came after the wave.
    """
    if not documents:
        return CellStatus.NO_MINUTES
    if not asked:
        return CellStatus.NOT_ASKED
    return CellStatus.NOT_MENTIONED if all(key in read for key in documents) else CellStatus.UNREAD


def _column(material: Material, code: Code) -> Column:
    theme = code.path.split("/")[0]
    root = material.codebook.find(theme)
    colour = code.colour or (root.colour if root else "")
    theme_name = root.name(material.language) if root else theme
    return Column(code.path, code.name(material.language), theme, colour, theme_name, code.kind)
