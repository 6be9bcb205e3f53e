"""The question guide of a project: `question-guide.yaml` in its folder, with the faults told by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, QualcodeError, Sentence
from qualcode.domain.guide import QuestionGuide
from qualcode.domain.minutes import Notice
from qualcode.exchange.charsets import decode
from qualcode.exchange.file_guards import EmptyFileError, take

GUIDE = "question-guide.yaml"
MAX_BYTES = 1_000_000
_KEYS = ("areas", "defaults", "not-asked")
_AREA = re.compile(r"[\w-]+(?:/[\w-]+)*")


class GuideFaultError(QualcodeError):
    """The question guide says something that is not understood."""

    sentence = N_("{path}, line {line}: {problem}.")
    exit_code = 2


def read_guide(folder: Path) -> QuestionGuide:
    """Give the question guide of a project folder; the program's own headings when there is no file.

    Raises:
        GuideFaultError: with the line, when it is no YAML or says something unknown.
    """
    from qualcode.exchange.yaml_tree import Tree, grow

    path = folder / GUIDE
    if not path.is_file():
        return QuestionGuide()
    try:
        text, _ = decode(take(path, limit=MAX_BYTES), str(path))
    except EmptyFileError:
        return QuestionGuide()
    tree = grow(text, only_words=True)

    def fault(problem: Sentence | str, *where: str | int, key: bool = False) -> GuideFaultError:
        return GuideFaultError(path=path, line=Tree.place(tree, where, key=key).line, problem=problem)

    if tree.faults:
        first = tree.faults[0]
        raise GuideFaultError(path=path, line=first.place.line, problem=Notice(first.message, first.fields))
    told = {} if tree.value is None else tree.value
    if not isinstance(told, Mapping):
        raise fault(N_("a question guide begins with  areas:"))
    for key in told:
        if key not in _KEYS:
            raise fault(N_("known are areas, defaults and not-asked"), key, key=True)
    headings, words = _areas(told.get("areas") or {}, fault)
    defaults = str(told.get("defaults", "true")).casefold()
    if defaults not in ("true", "false"):
        raise fault(N_("defaults is true or false"), "defaults")
    return QuestionGuide(headings, words, defaults == "true", _not_asked(told.get("not-asked") or {}, fault))


def _areas(told: object, fault: Any) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:  # noqa: ANN401 - gives the error
    headings: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    if not isinstance(told, Mapping):
        raise fault(N_("areas maps the id of a focus area to its headings and words"), "areas")
    for area, row in told.items():
        if not _AREA.fullmatch(str(area)):
            raise fault(N_("an area's id has letters, figures and - only"), "areas", area, key=True)
        if not isinstance(row, Mapping) or not set(row) <= {"headings", "words"}:
            raise fault(N_("an area has headings and words, both lists"), "areas", area)
        for key, target in (("headings", headings), ("words", words)):
            listed = row.get(key) or []
            if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
                raise fault(N_("an area has headings and words, both lists"), "areas", area, key)
            if listed:
                target[str(area)] = tuple(one.strip() for one in listed)
        lone = next((w for w in words.get(str(area), ()) if not re.fullmatch(r"[\w-]+\*?", w)), None)
        if lone is not None:
            raise fault(N_("a word of a heading is one word, perhaps with * at its end"), "areas", area, "words")
    return headings, words


def _not_asked(told: object, fault: Any) -> dict[str, frozenset[str]]:  # noqa: ANN401 - gives the error
    if not isinstance(told, Mapping):
        raise fault(N_("not-asked maps a wave to a list of areas"), "not-asked")
    found: dict[str, frozenset[str]] = {}
    for wave, areas in told.items():
        if not isinstance(areas, list) or not all(isinstance(a, str) and _AREA.fullmatch(a) for a in areas):
            raise fault(N_("not-asked maps a wave to a list of areas"), "not-asked", wave)
        found[str(wave)] = frozenset(areas)
    return found
