"""Sentences in the reader's language, from the gettext catalogue that `make catalog` builds."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import Self

from qualcode.domain.commands_told import filled_in
from qualcode.domain.errors import Amount, Counted, QualcodeError, Sentence
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
        return lambda sentence: sentence
    catalogue = gettext.translation("qualcode", Path(__file__).parent / "locale", languages=[language])

    def translate(sentence: str) -> str:
        if isinstance(sentence, Counted):
            return _Told(sentence, catalogue)
        # The catalogue's header stands under the empty sentence.
        return catalogue.gettext(sentence) if sentence else sentence

    return translate


class _Told(Counted):
    """A sentence with a number in it, in a language of the catalogue, by whose rule its form is chosen."""

    __slots__ = ("catalogue",)
    catalogue: gettext.NullTranslations

    def __new__(cls, sentence: Counted, catalogue: gettext.NullTranslations) -> Self:
        made = str.__new__(cls, catalogue.ngettext(sentence.one, sentence.many, 0))
        made.one, made.many, made.by, made.catalogue = sentence.one, sentence.many, sentence.by, catalogue
        return made

    def form(self, number: int) -> str:
        return self.catalogue.ngettext(self.one, self.many, number)


_ORDERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What is no letter but an order to a terminal: in a file's name, say, which anybody may have given it."""


def without_orders(text: str) -> str:
    """Give a text without what a terminal would obey."""
    return _ORDERS.sub("\ufffd", text)


def filled(sentence: str, language: str, fields: Mapping[str, object]) -> str:
    """Give a sentence in ``language`` with its fields filled in; fields that are marked sentences, amounts or notices are translated too.

    A notice inside a sentence loses its full stop; commands within backticks can be pasted as they stand.
    """
    translate = translator(language)

    def told(value: object) -> object:
        match value:
            case Amount(sentence=counted, number=number):
                return translate(counted).format(**{counted.by: number})
            case Sentence():
                return translate(value)
            case Notice():
                return filled(value.sentence, language, value.fields).rstrip(".")
            case str() | PurePath():
                return without_orders(str(value))
            case _:
                return value

    spoken = translate(sentence)
    words = spoken.chosen(fields) if isinstance(spoken, Counted) else spoken
    return filled_in(words, {name: told(value) for name, value in fields.items()})


def sentence_of(said: QualcodeError | Notice, language: str) -> str:
    """Give an error's or a notice's sentence in ``language``, its fields filled in."""
    return filled(said.sentence, language, said.fields)
