"""The shape of the settings file, for pydantic; built once a process, and imported only when settings are read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from qualcode.exchange.recogniser_shapes import RecogniserShape

Keys = Annotated[str, Field(min_length=1, pattern=r"^[^\s,]+(,[^\s,]+)*$")]
"""Keys as Textual names them, apart by commas."""


class Words(BaseModel):
    """The project's own words."""

    model_config = ConfigDict(extra="forbid")
    always: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Levels(BaseModel):
    """What happens to a kind of words at each level."""

    model_config = ConfigDict(extra="forbid")
    stored: Literal["replace", "keep"]
    published: Literal["replace", "keep"]


class AppShape(BaseModel):
    """What the terminal app looks like and hides."""

    model_config = ConfigDict(extra="forbid")
    theme: Literal["dark", "light", "high-contrast"] = "dark"
    key_set: Literal["standard", "vim"] = "standard"
    blind: bool = False


class Shape(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")
    project_id: str = Field(min_length=1, pattern=r"^[\w-]+$")
    codebooks: tuple[str, ...] = Field(min_length=1)
    database: str = "project.db"
    language: Literal["sv", "en"] = "sv"
    cases: Literal["lan", "free", "auto"] = "auto"
    include: tuple[Literal["approved", "sent", "draft"], ...] = ("approved",)
    elision: Literal["[…]", "/../"] = "[…]"
    withhold_below: int = Field(default=0, ge=0)
    vault: str = ""
    backups_kept: int = Field(default=10, ge=0)
    link_people: bool = True
    spacy: str = Field(default="auto", min_length=1)
    words: Words = Words()
    recognisers: tuple[RecogniserShape, ...] = ()
    policy: dict[str, Levels] = Field(default_factory=dict)
    app: AppShape = AppShape()
    keys: dict[str, Keys] = Field(default_factory=dict)


SHAPES: dict[str, type[BaseModel]] = {
    "": Shape,
    "words": Words,
    "policy": Levels,
    "app": AppShape,
    "recognisers": RecogniserShape,
}
"""The whole file and its tables, by name."""
