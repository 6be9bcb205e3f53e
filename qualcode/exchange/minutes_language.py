"""Which language minutes are in: Swedish or English."""

from __future__ import annotations

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.document_columns import folded, shown

_TELLING = 8_000
"""Characters that tell the language of a text."""
_SIGNS = ".,;:!?\"'”’“„»«()[]–-/*_"
_ENGLISH = frozenset({"the", "and", "of", "was", "were", "that", "with", "they", "have", "not"})
_SWEDISH = frozenset({"och", "att", "det", "som", "är", "inte", "för", "på", "har", "med"})


class BadLanguageError(QualcodeError):
    """A language that the program does not know."""

    sentence = N_("{value} is no language of minutes; write sv or en.")
    exit_code = 2


def language_of(text: str) -> str:
    """Tell Swedish (sv) from English (en) by the small words; minutes are in one or the other."""
    # Cut at spaces, in a tenth of the time that a pattern takes: small words seldom have a sign beside them, and many are looked at.
    words = [word.strip(_SIGNS) for word in text[:_TELLING].casefold().split()]
    return "en" if sum(map(_ENGLISH.__contains__, words)) > sum(map(_SWEDISH.__contains__, words)) else "sv"


def read_language(value: str) -> str:
    """Give the language that a word means, sv or en.

    Raises:
        BadLanguageError.
    """
    said = folded(value)
    known = {
        "sv": "sv",
        "svenska": "sv",
        "swedish": "sv",
        "swe": "sv",
        "en": "en",
        "engelska": "en",
        "english": "en",
        "eng": "en",
    }
    if said not in known:
        raise BadLanguageError(value=shown(value))
    return known[said]
