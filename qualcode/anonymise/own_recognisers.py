"""The recognisers beside the built-in ones: those of the settings, those of installed packages, and a spaCy pipeline's entities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from qualcode.anonymise.recognisers import Guarded, PatternRecogniser, Recogniser, RecogniserFaultError
from qualcode.anonymise.spacy_finder import spacy_recogniser
from qualcode.domain.finding import HitType
from qualcode.domain.settings import OwnRecogniser

GROUP = "qualcode.recognisers"
"""The group of entry points by which other packages offer recognisers."""
_SECONDS = 5.0
"""A pattern of the settings may work so long on one text."""


@lru_cache(8)
def recognisers_beside(own: tuple[OwnRecogniser, ...], spacy: str) -> tuple[Recogniser, ...]:
    """Give the recognisers that a project's settings and what is installed add to the built-in ones.

    Raises:
        RecogniserFaultError: for a package's recogniser that cannot be loaded.
        PipelineMissingError: for a named spaCy pipeline that is not installed.
    """
    entities = spacy_recogniser(spacy)
    return (*map(declared, own), *plugged(), *((entities,) if entities else ()))


def declared(own: OwnRecogniser) -> PatternRecogniser:
    """Give the recogniser that the settings declare; `regex` runs it, because it can be stopped."""
    import regex

    words = sorted(own.words, key=len, reverse=True)
    pattern = own.pattern or rf"(?<!\w)(?:{'|'.join(map(regex.escape, words))})(?:s|:s|['’]s)?(?!\w)"
    return PatternRecogniser(
        name=own.name,
        type=HitType(own.type),
        pattern=regex.compile(pattern, regex.IGNORECASE if own.ignore_case else 0),
        score=own.score,
        context=own.context,
        instead=own.replacement,
        seconds=_SECONDS,
    )


@lru_cache(1)
def plugged() -> tuple[Recogniser, ...]:
    """Give the recognisers of installed packages: an entry point is one, or makes one or several when it is called."""
    return tuple(one for point in sorted(entry_points(group=GROUP)) for one in _loaded(point))


def _loaded(point: EntryPoint) -> Iterator[Guarded]:
    try:
        made: Any = point.load()
        if isinstance(made, type) or not hasattr(made, "find"):
            made = made()
    except Exception as fault:
        reason = " ".join(str(fault).split()) or type(fault).__name__
        raise RecogniserFaultError(name=point.name, reason=reason) from fault
    for one in made if isinstance(made, list | tuple) else (made,):
        if not callable(getattr(one, "find", None)):
            raise RecogniserFaultError(name=point.name, reason="it has no method find")
        yield Guarded(one)
