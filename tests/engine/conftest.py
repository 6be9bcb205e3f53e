from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from qualcode.domain.codebook import Code, Codebook, Indicator, Kind
from qualcode.domain.coding import Suggestion
from qualcode.engine.indicators import CompiledCodebook, compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest


def rule(name: str, *slots: list[str], **options: object) -> Indicator:
    return Indicator(id=name, slots=tuple(tuple(slot) for slot in slots), **options)  # type: ignore[arg-type]


def code(path: str, *rules: Indicator, kind: Kind = Kind.FINDING, **options: object) -> Code:
    return Code(id=path, path=path, names={"sv": path}, kind=kind, indicators=rules, **options)  # type: ignore[arg-type]


def book(*codes: Code) -> Codebook:
    return Codebook(id="prov", version="1", names={"sv": "Prov"}, themes=codes)


@pytest.fixture(scope="session")
def compiled() -> CompiledCodebook:
    return compile_codebook(
        book(
            code("plan", rule("plan#1", ["handlingsplan", "styrdokument", "länsplan", "action plan"])),
            code("network", rule("network#1", ["länsnätverk", "nätverk", "network"])),
            code("training", rule("training#1", ["utbilda", "utbildning", "kurs", "training"])),
            code("analysis", rule("analysis#1", ["behovsanalys", "needs analysis"])),
            code("school", rule("school#1", ["skola", "skolchef"], ["ledningsgrupp", "styrgrupp"])),
            code("worry", rule("worry#1", ["oro", "orolig", "worried"]), kind=Kind.VIEW),
            code("advice", rule("advice#1", ["rekommendation", "recommendation"]), kind=Kind.REQUEST),
            code("notice", rule("notice#1", ["sena besked", "kort varsel"]), kind=Kind.TOPIC),
        )
    )


@pytest.fixture(scope="session")
def county() -> CompiledCodebook:
    return compile_codebook(
        book(
            code("plan", rule("p", ["handlingsplan"])),
            code("network", rule("n", ["nätverk", "*nätverk"])),
            code("training", rule("t", ["utbilda", "utbildning", "kurs"])),
            code("forum", rule("f", ["forum", "samverkansgrupp"])),
            code("coord", rule("s", ["*samordnare"])),
            code("post", rule("e", ["efterlevandestöd"])),
            code("follow", rule("fo", ["följa|följs|följdes|följts upp", "uppföljning"])),
        )
    )


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    return SimpleNamespace(rule=rule, code=code, book=book)


@pytest.fixture(scope="session")
def proposed(compiled: CompiledCodebook) -> Callable[..., tuple[Suggestion, ...]]:
    def run(text: str, codebook: CompiledCodebook = compiled, **options: object) -> tuple[Suggestion, ...]:
        return suggest(text, segment(text), codebook, **options)  # type: ignore[arg-type]

    return run
