"""The shape of a codebook file: which keys there are, what each may hold, and what a missing one means.

Only shape lives here; what needs the rest of the file (groups, ids, counts) is judged where the codebook is put together.
This module imports pydantic and is itself imported late, by ``codebook_files``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from qualcode.domain.coding import CODABLE, CellStatus
from qualcode.domain.errors import N_

ASSERTED = tuple(str(s) for s in CODABLE)
JUDGED = tuple(str(s) for s in CellStatus)
WAYS = ("words", "near", "sentence", "paragraph", "regex", "fuzzy", "tokens")
"""The keys that say how an indicator matches; every indicator has exactly one."""


def told(message: str, **fields: object) -> PydanticCustomError:
    """Make a fault whose template the faces can translate; pydantic carries it to the list."""
    return PydanticCustomError("qualcode", "{message}", {"message": message, "fields": fields})


def _text(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, int, float)):
        raise told(
            N_("{value} is read as a number or as true or false; put quotes around it."), value=str(value).lower()
        )
    raise told(N_("A text is expected here."))


def _one_of(*allowed: str) -> BeforeValidator:
    def check(value: Any) -> Any:  # noqa: ANN401
        if value not in allowed:
            raise told(
                N_("{value} is not possible here; choose {allowed}."), value=str(value), allowed=", ".join(allowed)
            )
        return value

    return BeforeValidator(check)


def _words(value: Any) -> Any:  # noqa: ANN401
    if value is None:
        return {}
    if isinstance(value, dict):
        for language in value:
            if not (language.isalpha() and language.islower() and 2 <= len(language) <= 3):  # noqa: PLR2004 - ISO 639
                raise told(
                    N_("{language} is no language; write sv, en or another code of two or three letters."),
                    language=language,
                )
        return {k: "" if v is None else v for k, v in value.items()}
    return {"sv": value}


def _examples(value: Any) -> Any:  # noqa: ANN401
    if value is None:
        return {}
    if isinstance(value, list):
        return {"sv": value}
    if isinstance(value, dict):
        return {k: [] if v is None else v for k, v in value.items()}
    return {"sv": [value]}


def _listed(value: Any) -> Any:  # noqa: ANN401
    return [] if value is None else [value] if isinstance(value, str) else value


def _slots(value: Any) -> Any:  # noqa: ANN401
    return [_listed(one) for one in value] if isinstance(value, list) else value


Text = Annotated[str, BeforeValidator(_text)]
Words = Annotated[dict[str, Text], BeforeValidator(_words)]
Examples = Annotated[dict[str, list[Text]], BeforeValidator(_examples)]
Terms = Annotated[list[Text], BeforeValidator(_listed)]
Slots = Annotated[list[Terms], BeforeValidator(_slots)]
KindWord = Annotated[str, _one_of("finding", "view", "request", "topic")]
Says = Annotated[str, _one_of(*ASSERTED)]
CellWord = Annotated[str, _one_of(*JUDGED)]
UnitWord = Annotated[str, _one_of("case", "document", "participant")]
MeasureWord = Annotated[str, _one_of("sum", "min", "max")]
BoundWord = Annotated[str, _one_of("exact", "at-least", "at-most", "estimate", "range")]
Share = Annotated[float, Field(ge=0, le=1)]
Colour = Annotated[Text, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")]


class Shape(BaseModel):
    """What all parts share: unknown keys are mistakes, and nothing is converted behind the writer's back."""

    model_config = ConfigDict(extra="forbid", strict=True)


class IndicatorShape(Shape):
    """One indicator as written; a way is None when its key is not there."""

    words: Terms | None = None
    near: Slots | None = None
    sentence: Slots | None = None
    paragraph: Slots | None = None
    regex: Text | None = None
    fuzzy: Terms | None = None
    tokens: list[dict[str, Any]] | None = None
    within: Annotated[int, Field(ge=1, le=60)] | None = None
    threshold: Annotated[int, Field(ge=50, le=100)] | None = None
    unless: Terms = []
    sections: Terms = []
    says: Says = "present"
    fixed: bool = False
    weight: Share = 0.8


class CodeShape(Shape):
    """One code or heading as written."""

    id: Text
    names: Words = {}
    kind: KindWord | None = None
    codable: bool | None = None
    brief: Words = {}
    definition: Words = {}
    use_when: Words = {}
    not_when: Words = {}
    examples: Examples = {}
    colour: Colour = ""
    threshold: Share = 0.5
    since: Text = ""
    touches: list[Text] = []
    retired: bool = False
    formerly: list[Text] = []
    indicators: list[IndicatorShape] | None = None
    exclude: Terms = []
    codes: list[CodeShape] | None = None


class CountShape(Shape):
    """One declared count as written."""

    id: Text
    label: Words
    count: Text = ""
    statuses: Annotated[list[CellWord], BeforeValidator(_listed)] = ["present"]
    of: Text = ""
    remainder: Words = {}
    unit: UnitWord = "case"
    measure: MeasureWord | Literal[""] = ""
    bound: BoundWord = "exact"
    low: Annotated[int, Field(ge=0)] = 0
    high: Annotated[int, Field(ge=0)] = 0


class CodebookShape(Shape):
    """A whole codebook as written."""

    id: Text
    version: Text
    names: Words = {}
    opinion: Text = ""
    extends: Text = ""
    groups: dict[str, Terms] = {}
    themes: list[CodeShape]
    counts: list[CountShape] | None = None
