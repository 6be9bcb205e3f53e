"""Working on a codebook without a project: checking it, trying it on passages, measuring it against hand coding."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Status
from qualcode.domain.errors import N_, FileMissingError, NotAFileError, QualcodeError
from qualcode.language.county_names import find_county

if TYPE_CHECKING:
    from qualcode.domain.coding import Suggestion
    from qualcode.engine.evaluating import Evaluation as Evaluation  # noqa: PLC0414 - named for the faces
    from qualcode.engine.evaluating import GoldLine
    from qualcode.engine.evaluating import Score as Score  # noqa: PLC0414 - the same
    from qualcode.engine.reviewing import IndicatorScore, Slip
    from qualcode.exchange.codebook_files import Fault


class BadLineError(QualcodeError):
    """A line of a JSON lines file that is not what it should be."""

    sentence = N_("{path}, line {line}: {what}; each line is one JSON object with id and text.")


class NoPassagesError(QualcodeError):
    """A JSON lines file without any line."""

    sentence = N_("{path} holds no passages; each line is one JSON object with id and text.")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A codebook measured: the figures, every slip (those of the worst code first), and how each indicator did (the worst first).

    ``files`` gives the file of each code where the codebook extends another.
    """

    evaluation: Evaluation
    slips: tuple[Slip, ...]
    indicators: tuple[IndicatorScore, ...]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to try a codebook on."""

    id: str
    text: str
    line: dict[str, Any]


def check(path: Path) -> tuple[Fault, ...]:
    """Give every fault of a codebook file, by line and column; when it reads well, also the first term that cannot be compiled.

    Raises:
        FileMissingError: when there is no such file.
    """
    from qualcode.engine.indicators import compile_codebook
    from qualcode.exchange.codebook_files import Fault, faults, load

    if not path.is_file():
        raise FileMissingError(path=path)
    found = faults(path)
    if found:
        return found
    try:
        compile_codebook(book := load(path))
    except QualcodeError as fault:
        line = fault.fields.get("line")
        code = book.find(str(fault.fields.get("indicator", "")).partition("#")[0])
        where = path.with_name(code.file) if code else path
        return (Fault(str(where), line if isinstance(line, int) else 1, 1, fault.sentence, fault.fields),)
    return ()


def origins(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Give the codes that may be applied by the file that they stand in, the codebook's own first.

    Raises:
        FileMissingError, CodebookFaultsError.
    """
    from qualcode.exchange.codebook_files import load

    book = load(path)
    files = dict.fromkeys([path.name, *(Path(one).name for one in book.bases)])
    return {file: tuple(c.path for c in book.codes() if c.file == file) for file in files}


def try_on(codebook: Path, passages: Path) -> Iterator[dict[str, Any]]:
    """Give, for each passage of a JSON lines file, the codes that the codebook finds in it, in the fixed JSON form.

    Raises:
        FileMissingError, CodebookFaultsError, BadLineError.
    """
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.segmenting import segment
    from qualcode.engine.suggesting import suggest
    from qualcode.exchange.codebook_files import load

    if not codebook.is_file():
        raise FileMissingError(path=codebook)
    book = load(codebook)
    compiled = compile_codebook(book)
    files = {code.path: code.file for code in book.codes()}
    places = cache(find_county)
    for passage in read_passages(passages):
        found = suggest(passage.text, segment(passage.text, ()), compiled, places=places)
        yield {"id": passage.id, "codes": [_json(s, passage.text, files[s.code]) for s in found]}


def evaluate_against(codebook: Path, gold: Path) -> Reviewed:
    """Measure a codebook against passages coded by hand, and note down every slip with its reasons.

    Raises:
        FileMissingError, CodebookFaultsError, BadLineError, NoPassagesError.
    """
    from qualcode.engine.evaluating import evaluate
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.reviewing import Review
    from qualcode.exchange.codebook_files import load

    if not codebook.is_file():
        raise FileMissingError(path=codebook)
    compiled = compile_codebook(book := load(codebook))
    review = Review(compiled)
    lines = list(_read_gold(gold))
    if not lines:
        raise NoPassagesError(path=gold)
    found = evaluate(compiled, lines, review.take)
    return Reviewed(found, review.slips(), review.indicators(), book.files())


def _read_gold(gold: Path) -> Iterator[GoldLine]:
    from qualcode.engine.evaluating import GoldLine

    statuses = [*map(str, Status)]
    for number, passage in enumerate(read_passages(gold), start=1):
        told = passage.line
        themes, also, codes = told.get("themes", []), told.get("also", []), told.get("codes")
        if not isinstance(themes, list) or not isinstance(also, list) or not isinstance(codes, dict | None):
            raise BadLineError(path=gold, line=number, what=N_("themes and also are lists, codes is an object"))
        unknown = next((status for status in (codes or {}).values() if status not in statuses), None)
        if unknown is not None:
            raise BadLineError(path=gold, line=number, what=f"{unknown}?")
        yield GoldLine(passage.id, passage.text, tuple(themes), tuple(also), codes)


def evaluation_json(reviewed: Reviewed, most: int | None = None) -> dict[str, Any]:
    """Give an evaluation for machines: micro, per theme, per code and status where lines gave codes, misses and false finds.

    ``slips`` tell of these why; ``most`` limits them, and ``left_out`` says how many are then not told.
    """
    from qualcode.usecases.why_words import slip_json

    found = reviewed.evaluation
    return {
        "lines": found.lines,
        "micro": _score(found.micro),
        "themes": {name: _score(score) for name, score in found.themes.items()},
        "micro_codes": _score(found.micro_codes),
        "codes": {name: _score(score) for name, score in found.codes.items()},
        "statuses": {name: _score(score) for name, score in found.statuses.items()},
        "status_accuracy": round(found.status_accuracy, 4),
        "false_per_ten": found.false_per_ten,
        "misses": [asdict(m) for m in found.misses],
        "code_misses": [asdict(m) for m in found.code_misses],
        "false_finds": [asdict(m) for m in found.false_finds],
        "slips": [slip_json(slip) for slip in reviewed.slips[:most]],
        "left_out": len(reviewed.slips) - len(reviewed.slips[:most]),
        "indicators": [asdict(score) for score in reviewed.indicators],
    }


def read_passages(path: Path) -> Iterator[Passage]:
    """Read passages, one JSON object a line; empty lines are passed over.

    Raises:
        FileMissingError, NotAFileError, BadLineError.
    """
    if path.is_dir():
        raise NotAFileError(path=path)
    if not path.is_file():
        raise FileMissingError(path=path)
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                told = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as fault:
                raise BadLineError(path=path, line=number, what=N_("this is no JSON")) from fault
            if not isinstance(told, dict) or "id" not in told or not isinstance(told.get("text"), str):
                raise BadLineError(path=path, line=number, what=N_("id or text is missing"))
            yield Passage(str(told["id"]), told["text"], told)


def _score(score: Score) -> dict[str, float]:
    shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {
        "hit": score.hit,
        "missed": score.missed,
        "false": score.false,
        **{k: round(v, 4) for k, v in shares.items()},
    }


def _json(suggestion: Suggestion, text: str, file: str) -> dict[str, Any]:
    why = suggestion.why
    return {
        "code": suggestion.code,
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "status": suggestion.status.value,
        "score": round(suggestion.score, 3),
        "why": {
            "indicator": why.indicator,
            "file": file,
            "rule": why.rule,
            "matched": [m.of(text) for m in why.matched],
            "cues": [c.of(text) for c in why.cues],
        },
    }
