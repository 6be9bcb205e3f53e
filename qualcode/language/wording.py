"""Sentences in the reader's language, from the gettext catalogue that `make catalog` builds."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import QualcodeError, Sentence

if TYPE_CHECKING:
    from qualcode.domain.minutes import Notice

LANGUAGES = ("sv", "en")
"""The languages of the interface and the exports."""

Translate = Callable[[str], str]


@cache
def translator(language: str) -> Translate:
    """Give the function that turns an English sentence (or template) into ``language``.

    English sentences are the keys of the catalogue, so English needs none.

    Raises:
        ValueError: when ``language`` is not one of ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        message = f"not an interface language: {language}"
        raise ValueError(message)
    if language == "en":
        return str
    translate = gettext.translation("qualcode", Path(__file__).parent / "locale", languages=[language]).gettext
    # The catalogue's header stands under the empty sentence.
    return lambda sentence: translate(sentence) if sentence else sentence


def sentence_of(said: QualcodeError | Notice, language: str) -> str:
    """Give an error's or a notice's sentence in ``language``, its fields filled in."""
    translate = translator(language)
    fields = {k: translate(v) if isinstance(v, Sentence) else v for k, v in said.fields.items()}
    return translate(said.sentence).format(**fields)
