"""The door to spaCy: blank pipelines and token patterns, loaded only when a codebook asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.spans import Span


class TokenPatternError(QualcodeError):
    """A token pattern that spaCy refuses, or that asks for what a blank pipeline does not know."""

    sentence = N_("The token pattern {pattern} cannot be used: {reason}.")
    exit_code = 3


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
