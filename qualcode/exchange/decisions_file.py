"""An analyst's recorded decisions, and the true findings of a demonstration corpus: YAML in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, FileMissingError, QualcodeError

_ACTS = ("reject", "change", "code", "judge")


class BadDecisionError(QualcodeError):
    """An entry that does not say what to do with what."""

    sentence = N_("{path}, decision {number}: {what}.")


@dataclass(frozen=True, slots=True)
class Decision:
    """One recorded decision.

    ``act``: reject a suggestion, accept it with a change of status, code words that no suggestion met, or judge a cell.
    ``words`` are quoted from the stored text of the file ``document``; a judgement names its ``case`` instead.
    """

    number: int
    act: str
    code: str
    document: str = ""
    words: str = ""
    case: str = ""
    status: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """The true findings of one document: its judgements by code, and how many participants it lists."""

    file: str
    case: str
    participants: int
    judgements: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A count as it was published: ``low`` and ``high`` are the same unless the source gives a bound."""

    id: str
    low: int
    high: int


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read every decision file of a folder, in the order of their names.

    Raises:
        FileMissingError: when there is no file; BadDecisionError: for an entry that is not understood.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise FileMissingError(path=folder / "*.yaml")
    return tuple(
        _decision(path, number, told) for path in paths for number, told in enumerate(_yaml(path)["decisions"], start=1)
    )


def read_truth(path: Path) -> tuple[Truth, ...]:
    """Read the true findings of a corpus."""
    return tuple(
        Truth(
            str(d["file"]), str(d["case"]), int(d["participants"]), {str(k): str(v) for k, v in d["judgements"].items()}
        )
        for d in _yaml(path)["documents"]
    )


def read_published(path: Path) -> tuple[PublishedCount, ...]:
    """Read counts as published: a number, or a [low, high] pair."""
    counts = []
    for key, value in _yaml(path)["counts"].items():
        low, high = value if isinstance(value, list) else (value, value)
        counts.append(PublishedCount(str(key), int(low), int(high)))
    return tuple(counts)


def _decision(path: Path, number: int, told: Mapping[str, Any]) -> Decision:
    acts = [act for act in _ACTS if act in told]
    if len(acts) != 1:
        raise BadDecisionError(path=path, number=number, what=N_("one of reject, change, code, judge is expected"))
    act = acts[0]
    named = ("case",) if act == "judge" else ("document", "words")
    if act != "reject":
        named = (*named, "status")
    for key in named:
        if not told.get(key):
            raise BadDecisionError(path=path, number=number, what=N_("a key is missing"))
    return Decision(
        number=number,
        act=act,
        code=str(told[act]),
        document=str(told.get("document", "")),
        words=str(told.get("words", "")),
        case=str(told.get("case", "")),
        status=str(told.get("status", "")),
        because=str(told.get("because", "")),
    )


def _yaml(path: Path) -> Any:  # noqa: ANN401 - plain YAML values
    from ruamel.yaml import YAML

    if not path.is_file():
        raise FileMissingError(path=path)
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
