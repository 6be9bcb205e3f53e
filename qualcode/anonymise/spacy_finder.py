"""A spaCy pipeline's entities as a recogniser: what it takes for persons, places and organisations, held to the same doubts as our own."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.anonymise.found import Found
from qualcode.anonymise.model_finder import find_guessed
from qualcode.anonymise.recogniser import PERSON, PLACE, UNIT, Guess
from qualcode.anonymise.recognisers import Rules, Scene
from qualcode.language.known_words import function_words
from qualcode.language.pipeline import entities, installed_pipeline

AUTO, NONE = "auto", "none"
_TAGS = {
    "PRS": PERSON,
    "PER": PERSON,
    "PERSON": PERSON,
    "LOC": PLACE,
    "GPE": PLACE,
    "FAC": PLACE,
    "ORG": UNIT,
}
"""The labels of the usual pipelines, Swedish and English; what else they find identifies nobody."""
_CHANCE = 0.6
"""Pipelines do not say how sure they are: their finds weigh as a guess that is likely and not sure."""


def spacy_recogniser(pipeline: str) -> Rules | None:
    """Give the recogniser of a pipeline ("auto": an installed Swedish one; a name or path), or None when there is none to use.

    Raises:
        PipelineMissingError: when a named pipeline is not installed.
    """
    name = "" if pipeline == NONE else installed_pipeline("" if pipeline == AUTO else pipeline)
    return Rules("spacy", lambda scene: _found(scene, name)) if name else None


def _found(scene: Scene, pipeline: str) -> Iterator[Found]:
    guesses = tuple(
        Guess(start, end, tag, _CHANCE)
        for start, end, label in entities(pipeline, scene.text)
        if (tag := _TAGS.get(label)) and _may_be_name(scene.text[start:end])
    )
    return find_guessed(scene.reading, guesses, scene.known, small=scene.small, rule="spacy")


def _may_be_name(words: str) -> bool:
    """Tell whether the words have a capital, as the reading writes every name, and are no function word."""
    return any(c.isupper() for c in words) and words.lower() not in function_words()
