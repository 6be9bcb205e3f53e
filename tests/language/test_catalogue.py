"""The Swedish catalogue holds every sentence, once, with its fields, and the committed .mo is built from it."""

from __future__ import annotations

import gettext
from io import BytesIO
from string import Formatter

import pytest

from qualcode.language.catalogue import HERE, compiled, marked_sentences, missing, translations, unused
from qualcode.language.wording import LANGUAGES

TRANSLATED = [language for language in LANGUAGES if language != "en"]


def _fields(sentence: str) -> set[str]:
    # A set: a field may be said twice, where the other language has no pronoun for it.
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _messages(stream: BytesIO) -> dict[object, str]:
    return gettext.GNUTranslations(stream)._catalog.copy()  # type: ignore[attr-defined]  # noqa: SLF001


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_marked_sentence_lacks_its_translation(language: str) -> None:
    assert len(marked_sentences()) > 400
    lacking = missing(language)
    assert not lacking, "\n".join(f"{path}: {sentence}" for sentence, path in lacking.items())


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_sentence_that_is_gone(language: str) -> None:
    left = unused(language)
    assert not left, "\n".join(f"{file}: {sentence}" for sentence, file in left.items())


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_translated_twice_differently(language: str) -> None:
    said: dict[str, dict[str, list[str]]] = {}
    for english, translated, file in translations(language):
        said.setdefault(english, {}).setdefault(translated, []).append(file)
    assert {english: ways for english, ways in said.items() if len(ways) > 1} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_fields_of_the_english_and_no_other(language: str) -> None:
    wrong = [
        f"{file}: {english} | {translated}"
        for english, translated, file in translations(language)
        if _fields(english) != _fields(translated)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_with_the_spaces_of_the_english(language: str) -> None:
    def edges(sentence: str) -> tuple[bool, bool]:
        return sentence.startswith(" "), sentence.endswith(" ")

    assert [english for english, translated, _ in translations(language) if edges(english) != edges(translated)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_committed_catalogue_is_a_fresh_build(language: str) -> None:
    committed = (HERE / language / "LC_MESSAGES" / "qualcode.mo").read_bytes()
    there, fresh = _messages(BytesIO(committed)), _messages(BytesIO(compiled(language)))
    changed = sorted(str(key) for key in there.keys() | fresh.keys() if there.get(key) != fresh.get(key))
    assert not changed, f"run `make catalog`; these differ: {changed}"
