"""What a recogniser in the settings file may say, and what is wrong with it, in a few words each."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from qualcode.domain.errors import N_
from qualcode.domain.finding import HitType

_MOST_WORDS = 50_000
_LONGEST_PATTERN = 1_000
Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]

BOTH = N_("give either words or a pattern")
EMPTY = N_("the pattern fits the empty text; name something it must find")


class RecogniserShape(BaseModel):
    """One table of `[[recognisers]]`."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(pattern=r"^[\w-]{1,40}$")
    type: HitType
    words: tuple[Term, ...] = Field(default=(), max_length=_MOST_WORDS)
    pattern: str = Field(default="", max_length=_LONGEST_PATTERN)
    score: float = Field(default=0.85, ge=0.05, le=1)
    context: tuple[Term, ...] = ()
    ignore_case: bool = False
    replacement: str = Field(default="", max_length=80, pattern=r"^[^\n\t]*$")

    @field_validator("context")
    @classmethod
    def _small(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word.casefold() for word in words)

    @field_validator("pattern")
    @classmethod
    def _readable(cls, pattern: str) -> str:
        import regex

        if not pattern:
            return pattern
        try:
            compiled = regex.compile(pattern)
        except regex.error as fault:
            raise ValueError(str(fault)) from fault
        if compiled.fullmatch("", timeout=1):
            raise ValueError(EMPTY)
        return pattern

    @model_validator(mode="after")
    def _one_way(self) -> RecogniserShape:
        if bool(self.words) == bool(self.pattern):
            raise ValueError(BOTH)
        return self
