"""The door to spaCy: blank pipelines, token patterns and entities, loaded only when a codebook or the settings ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.spans import Span


class TokenPatternError(QualcodeError):
    """A token pattern that spaCy refuses, or that asks for what a blank pipeline does not know."""

    sentence = N_("The token pattern {pattern} cannot be used: {reason}.")
    exit_code = 3


class PipelineMissingError(QualcodeError):
    """A spaCy pipeline that the settings name and that cannot be loaded."""

    sentence = N_(
        'The spaCy pipeline {name} cannot be loaded ({reason}); install it, or set spacy = "auto" in qualcode.toml.'
    )
    exit_code = 2


_SWEDISH = ("sv_core_news_lg", "sv_core_news_md", "sv_core_news_sm")


def installed_pipeline(name: str = "") -> str:
    """Give the pipeline of that name or path; without a name the largest installed Swedish one, or "" when there is none.

    Nothing is loaded yet.

    Raises:
        PipelineMissingError: when a pipeline that is named is not there.
    """
    if not name:
        return next((one for one in _SWEDISH if find_spec(one)), "")
    if not (Path(name).is_dir() or (name.isidentifier() and find_spec(name))):
        raise PipelineMissingError(name=name, reason="not installed")
    return name


@cache
def _trained(name: str) -> Any:  # noqa: ANN401 - spaCy's Language
    import spacy

    try:
        return spacy.load(name)
    except Exception as fault:
        # A damaged folder or a pipeline of another version: spaCy raises a class of its own for each.
        reason = " ".join(str(fault).split()).rstrip(".") or type(fault).__name__
        raise PipelineMissingError(name=name, reason=reason) from fault


def entities(name: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Give the entities that a pipeline finds in ``text``, read line by line: start, end and its label, in code points.

    Raises:
        PipelineMissingError: when the pipeline cannot be loaded.
    """
    at, lines = 0, []
    for line in text.split("\n"):
        if line.strip():
            lines.append((line, at))
        at += len(line) + 1
    for doc, start in _trained(name).pipe(lines, as_tuples=True):
        for entity in doc.ents:
            yield start + entity.start_char, start + entity.end_char, entity.label_


@cache
def blank(language: str) -> Any:  # noqa: ANN401 - spaCy's Language, whose types this project does not load
    """Give a pipeline that only cuts into words; cached, because making one takes time."""
    import spacy

    return spacy.blank(language)


class TokenMatcher:
    """spaCy Matcher patterns over one language's blank pipeline."""

    def __init__(self, patterns: Sequence[Mapping[str, object]], language: str = "sv") -> None:
        """Take one pattern (a list of token descriptions).

        Raises:
            TokenPatternError: when spaCy refuses the pattern.
        """
        from spacy.matcher import Matcher

        self._pipeline = blank(language)
        self._matcher = Matcher(self._pipeline.vocab, validate=True)
        try:
            self._matcher.add("pattern", [[dict(p) for p in patterns]])
            self._matcher(self._pipeline("prov"))
        except Exception as fault:
            # spaCy raises a different class for every mistake; each is a mistake of the pattern.
            reason = " ".join(str(fault).split()) or type(fault).__name__
            raise TokenPatternError(pattern=list(patterns), reason=reason) from fault

    def find(self, sentence: str) -> tuple[Span, ...]:
        """Give where the pattern stands in ``sentence``, in code points of it, longest first at each place."""
        doc = self._pipeline(sentence)
        found = sorted((a, -b) for _, a, b in self._matcher(doc))
        return tuple(Span(doc[a].idx, doc[-b - 1].idx + len(doc[-b - 1])) for a, b in found)
