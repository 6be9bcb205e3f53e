"""Learning a second opinion, from passages coded by hand or from the project's own decisions, and keeping it only where it helps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Status, Verdict
from qualcode.domain.errors import N_, FileMissingError, QualcodeError
from qualcode.domain.minutes import SegmentKind
from qualcode.usecases.export_gate import keep_bytes
from qualcode.usecases.project import Project
from qualcode.usecases.trying_codebook import BadLineError, read_passages

if TYPE_CHECKING:
    from qualcode.domain.codebook import Codebook
    from qualcode.engine.examples import Example
    from qualcode.engine.learning import Learnt


class NothingBetterError(QualcodeError):
    """An opinion that would not help."""

    sentence = N_(
        "Nothing was kept: on passages that it was not learnt from, the second opinion reaches F1 {learnt:.3f}, and what the codebook "
        "has now {now:.3f}; decide more passages and try again."
    )


class OpinionNameError(QualcodeError):
    """A file that no codebook would find."""

    sentence = N_("{path} does not end in .opinion, and a codebook finds no other; choose another name.")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an opinion was written, what it was learnt from and how well it does (``Learnt`` gives the figures)."""

    path: Path
    passages: int
    learnt: Learnt


def learn_from_passages(codebook: Path, passages: Sequence[Path], target: Path | None = None) -> Kept:
    """Learn from JSON lines with text and codes (and ``group``: who wrote it), and write the opinion beside the codebook.

    Raises:
        FileMissingError, CodebookFaultsError, BadLineError, OpinionNameError, LearnerMissingError, TooFewPassagesError,
        FolderReadOnlyError.
        NothingBetterError: when the indicators alone do better; nothing is then written.
    """
    from qualcode.exchange.codebook_files import load_alone
    from qualcode.exchange.opinion_files import SUFFIX

    if not codebook.is_file():
        raise FileMissingError(path=codebook)
    target = target or codebook.with_suffix(SUFFIX)
    if target.suffix != SUFFIX:
        raise OpinionNameError(path=target)
    book = load_alone(codebook)
    examples = [example for path in passages for example in _examples(path, book)]
    learnt = _learn(book, examples)
    if learnt.f1_joint <= learnt.f1_indicators:
        raise NothingBetterError(learnt=learnt.f1_joint, now=learnt.f1_indicators)
    return _keep(learnt, target, len(examples))


def learn_from_project(project: Project) -> Kept:
    """Learn from what was decided in the project, and write the opinion beside its codebook, which is made to name it.

    Every paragraph of a document that was read to the end counts, and of other documents each paragraph with a decision: its codings are
    what it states, and rejected suggestions what it does not.

    Raises:
        LearnerMissingError, TooFewPassagesError, FolderReadOnlyError.
        NothingBetterError: when what the codebook has now does better on the same paragraphs; nothing is then changed.
    """
    book = project.codebook_with_opinion
    examples = list(_decided(project))
    learnt = _learn(book, examples)
    now = _f1_now(_unlearnt(book, project.settings.project_id), examples)
    if learnt.f1_kept <= now:
        raise NothingBetterError(learnt=learnt.f1_kept, now=now)
    learnt = replace(learnt, opinion=replace(learnt.opinion, project=project.settings.project_id))
    path = project.folder / project.settings.codebooks[0]
    kept = _keep(learnt, path.with_suffix(".opinion"), len(examples))
    if book.opinion_name != path.stem:
        from qualcode.exchange.opinion_files import named

        keep_bytes(path, named(path.read_bytes().decode("utf-8"), path.stem).encode())
    return kept


def learnt_json(kept: Kept) -> dict[str, Any]:
    """Give the figures of an opinion for machines."""
    learnt = kept.learnt
    return {
        "path": str(kept.path),
        "passages": kept.passages,
        "codes": len(learnt.opinion.codes),
        "f1": {
            "indicators": round(learnt.f1_indicators, 4),
            "opinion": round(learnt.f1_opinion, 4),
            "joint": round(learnt.f1_joint, 4),
        },
        "status": {"rules": round(learnt.statuses_by_rules, 4), "joint": round(learnt.statuses_joint, 4)},
    }


def _learn(book: Codebook, examples: Sequence[Example]) -> Learnt:
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.learning import learn

    return learn(examples, compile_codebook(replace(book, opinion=None)))


def _keep(learnt: Learnt, path: Path, passages: int) -> Kept:
    from qualcode.exchange.opinion_files import packed

    keep_bytes(path, packed(learnt.opinion))
    return Kept(path, passages, learnt)


def _unlearnt(book: Codebook, project: str) -> Codebook:
    """Give the codebook without what it learnt from this project's decisions: it would be measured on what it has read.

    In its place stands the opinion that comes with the program under that name, if any.
    """
    from qualcode.exchange.opinion_files import of_program

    if book.opinion is None or book.opinion.project != project:
        return book
    return replace(book, opinion=of_program(book.opinion_name))


def _examples(path: Path, book: Codebook) -> Iterator[Example]:
    from qualcode.engine.examples import Example

    known, statuses = {code.path for code in book.codes()}, [*map(str, Status)]
    touched = {code.path: code.touches for code in book.codes()}
    for number, passage in enumerate(read_passages(path), start=1):
        themes = passage.line.get("themes")
        coded = "codes" in passage.line or not isinstance(themes, list)
        codes = passage.line.get("codes") if coded else {}
        if not isinstance(codes, dict):
            raise BadLineError(path=path, line=number, what=N_("codes is an object: code and status"))
        strange = next((code for code in codes if code not in known), None)
        if strange is not None:
            raise BadLineError(path=path, line=number, what=f"{strange}?")
        told = next((status for status in codes.values() if status not in statuses), None)
        if told is not None:
            raise BadLineError(path=path, line=number, what=f"{told}?")
        group = str(passage.line.get("group") or passage.line.get("doc") or path.name)
        spoken = frozenset(map(str, themes)) if isinstance(themes, list) else None
        also = frozenset(map(str, passage.line.get("also") or ()))
        yield Example(passage.text, codes, group, _beside(codes, touched, spoken), also, coded)


def _beside(
    codes: Iterable[str], touched: Mapping[str, Sequence[str]], told: frozenset[str] | None
) -> frozenset[str] | None:
    """Give the themes that somebody told, and those that the codes touch besides their own; None when there are neither."""
    beside = frozenset(theme for code in codes for theme in touched.get(code, ()))
    return (told or frozenset()) | beside if beside else told


def _decided(project: Project) -> Iterator[Example]:
    from qualcode.engine.examples import Example
    from qualcode.storage.coding_rows import codings
    from qualcode.storage.document_rows import documents, readings
    from qualcode.storage.suggestion_rows import suggestions

    said = defaultdict(list)
    for coding in codings(project.store):
        said[coding.document].append(coding)
    rejected = defaultdict(list)
    for stored in suggestions(project.store):
        if stored.verdict is Verdict.REJECTED:
            rejected[stored.document].append(stored.suggestion.span)
    whole = readings(project.store).keys()
    touched = {code.path: code.touches for code in project.codebook.codes()}
    for document in documents(project.store):
        for part in document.segments:
            if part.kind is not SegmentKind.PARAGRAPH:
                continue
            codes = {c.code: c.status.value for c in said[document.id] if c.span.overlaps(part.span)}
            rejecting = any(span.overlaps(part.span) for span in rejected[document.id])
            if codes or rejecting or document.id in whole:
                yield Example(part.span.of(document.text), codes, document.id, _beside(codes, touched, None))


def _f1_now(book: Codebook, examples: Sequence[Example]) -> float:
    """Give F1 of the codes that the codebook finds as it is now."""
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.segmenting import segment
    from qualcode.engine.suggesting import suggest

    compiled = compile_codebook(book)
    right = wrong = missed = 0
    for example in examples:
        found = {
            s.code
            for s in suggest(example.text, segment(example.text), compiled)
            if s.status is not Status.NOT_ASSERTED
        }
        wanted = set(example.codes)
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    return 2 * right / max(1, 2 * right + wrong + missed)
