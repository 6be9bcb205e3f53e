"""Agreeing: how far coders agree, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualcode.analysis.agreement import Agreement, agreements, disagreements
from qualcode.analysis.agreement_units import Work, ratings_by_code
from qualcode.analysis.agreement_words import meaning
from qualcode.analysis.ratings import PAIR
from qualcode.domain.coding import CONSENSUS, Origin
from qualcode.domain.errors import N_, QualcodeError
from qualcode.storage.coding_rows import codings, judgements
from qualcode.storage.decision_rows import deciders
from qualcode.storage.document_rows import documents, readings
from qualcode.usecases.consensus import consensus_by_cell
from qualcode.usecases.material import in_analysis, wave_in_view
from qualcode.usecases.project import Project


class UnknownCoderError(QualcodeError):
    """A coder who has done nothing in the project."""

    sentence = N_("{coder} has coded, judged or read nothing here; the coders are {known}.")
    exit_code = 2


class TooFewCodersError(QualcodeError):
    """Fewer than two coders."""

    sentence = N_("Agreement takes at least two coders; the project has {known}.")


class OneCoderError(TooFewCodersError):
    """One coder asked for, though there are others."""

    sentence = N_(
        "Agreement takes at least two coders, and only {coder} was named; name one more after --coders: {others}."
    )


class NothingSharedError(QualcodeError):
    """Coders with nothing in common."""

    sentence = N_(
        "{coders} have nothing in common that both coded without suggestions; let them code (or `read`) the same minutes, or "
        "take in work that began as suggestions with --with-suggested."
    )


class NothingSharedAtAllError(QualcodeError):
    """Coders with nothing in common, suggestions or not."""

    sentence = N_("{coders} have nothing in common; let them code (or `read`) the same minutes.")


@dataclass(frozen=True, slots=True)
class Seen:
    """A document that is left out for a coder, who has decided suggestions in it."""

    document: str
    coder: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The agreement of coders: over all first, then by code; what it means; and what was left out.

    ``suggested`` is the share of the coders' codings, in the documents of the wave, that began as suggestions.
    """

    unit: str
    coders: tuple[str, ...]
    overall: Agreement
    codes: tuple[Agreement, ...]
    suggested: float | None
    left_out: tuple[Seen, ...]
    meaning: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which coders differ: the status by each coder (None where there is none), and the consensus if there is one.

    ``reason`` and ``recorder`` tell of the consensus why and by whom.
    """

    case: str
    code: str
    statuses: dict[str, str | None]
    consensus: str | None = None
    reason: str = ""
    recorder: str = ""


def compare_coders(
    project: Project,
    coders: Sequence[str] = (),
    *,
    unit: str = "cell",
    wave: str | None = None,
    every: bool = False,
    with_suggested: bool = False,
) -> Comparison:
    """Measure how far coders agree, by default all who have done something.

    Raises:
        UnknownCoderError, TooFewCodersError, NothingSharedError, NothingSharedAtAllError, UnknownWaveError.
    """
    work, left_out, suggested = _work(project, coders, wave, with_suggested=with_suggested, segments=unit == "segment")
    overall, *codes = agreements(work, unit, every=every)
    if not overall.units:
        error = NothingSharedError if left_out else NothingSharedAtAllError
        raise error(coders=", ".join(work.coders))
    told = meaning(overall, codes, suggested, project.language)
    return Comparison(unit, work.coders, overall, tuple(codes), suggested, left_out, told)


def differences(
    project: Project, coders: Sequence[str] = (), *, wave: str | None = None, with_suggested: bool = False
) -> tuple[Difference, ...]:
    """Give the cells in which coders differ, each with the consensus that was recorded since, if any.

    Raises:
        UnknownCoderError, TooFewCodersError, NothingSharedError, NothingSharedAtAllError, UnknownWaveError.
    """
    work, left_out, _ = _work(project, coders, wave, with_suggested=with_suggested)
    if not any(table.pairable for table in ratings_by_code(work, "cell").values()):
        raise (NothingSharedError if left_out else NothingSharedAtAllError)(coders=", ".join(work.coders))
    chosen = wave_in_view(project, wave)
    settled = consensus_by_cell(project, chosen)
    found = []
    for case, code, row in disagreements(work):
        one = Difference(case, code, dict(zip(work.coders, row, strict=True)))
        if agreed := settled.get((case, code)):
            one = replace(one, consensus=agreed.status.value, reason=agreed.reason, recorder=agreed.recorder)
        found.append(one)
    return tuple(found)


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Give a comparison as JSON takes it; a coefficient that is not defined is null."""
    return {
        "unit": found.unit,
        "coders": list(found.coders),
        "overall": _agreement_json(found.overall),
        "codes": [{"code": a.code, **_agreement_json(a)} for a in found.codes],
        "suggested": found.suggested,
        "left_out": [{"document": s.document, "coder": s.coder} for s in found.left_out],
        "meaning": list(found.meaning),
    }


def _agreement_json(found: Agreement) -> dict[str, Any]:
    values = {name: {"value": e.value, "low": e.low, "high": e.high} for name, e in found.estimates.items()}
    return {"units": found.units, "used": found.used, **values}


def _work(
    project: Project, wanted: Sequence[str], wave: str | None, *, with_suggested: bool, segments: bool = False
) -> tuple[Work, tuple[Seen, ...], float | None]:
    """Gather what the coders did in a wave, without what was done with suggestions in sight unless that is asked for."""
    part = in_analysis(project, wave, text=True)
    inside = {d.id for d in part.documents}
    given = tuple(c for c in codings(project.store) if c.document in inside)
    judged = [p for p in judgements(project.store) if p.judgement.wave == part.wave and p.judgement.coder != CONSENSUS]
    done = {(key, who) for key, coders in readings(project.store).items() for who in coders if key in inside}
    done |= {(c.document, c.coder) for c in given}
    coders = _chosen(wanted, {who for _, who in done} | {p.judgement.coder for p in judged})
    begun = [c.origin is Origin.SUGGESTION for c in given if c.coder in coders]
    suggested = sum(begun) / len(begun) if begun else None
    seen: set[tuple[str, str]] = set()
    if not with_suggested:
        seen = {(c.document, c.coder) for c in given if c.origin is Origin.SUGGESTION} | set(deciders(project.store))
        home = {d.id: d.metadata.case for d in part.documents}
        aided = {(home[key], who) for key, who in seen if key in home}
        judged = [p for p in judged if not p.as_proposed and (p.judgement.case, p.judgement.coder) not in aided]
    work = Work(
        coders,
        tuple(c.path for c in project.codebook.codes() if c.codable),
        documents(project.store, ids=[d.id for d in part.documents]) if segments else part.documents,
        given,
        tuple(p.judgement for p in judged),
        frozenset(pair for pair in done if pair not in seen and pair[1] in coders),
    )
    order = {d.id: n for n, d in enumerate(part.documents)}
    left = sorted((pair for pair in seen if pair[0] in order and pair[1] in coders), key=lambda p: (order[p[0]], p[1]))
    return work, tuple(Seen(*pair) for pair in left), suggested


def _chosen(wanted: Sequence[str], known: set[str]) -> tuple[str, ...]:
    told = ", ".join(sorted(known)) or "–"
    for coder in wanted:
        if coder not in known:
            raise UnknownCoderError(coder=coder, known=told)
    chosen = tuple(dict.fromkeys(wanted)) or tuple(sorted(known))
    if len(chosen) < PAIR and (others := known - set(chosen)):
        raise OneCoderError(coder=", ".join(chosen), others=", ".join(sorted(others)))
    if len(chosen) < PAIR:
        raise TooFewCodersError(known=told)
    return chosen
