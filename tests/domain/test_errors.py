"""Every failure: a sentence whose fields all belong to it, an exit code, and a Swedish form."""

from __future__ import annotations

import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import qualcode
from qualcode.domain.errors import QualcodeError, RefusedError, Sentence, UsageError
from qualcode.language.wording import sentence_of

ROOMS = ("domain", "language", "storage", "anonymise", "analysis", "exchange", "engine", "usecases", "cli")


def failures() -> list[type[QualcodeError]]:
    """Load every module and give every kind of failure, the base aside."""
    package = Path(qualcode.__file__).parent
    for room in ROOMS:
        for path in sorted((package / room).glob("*.py")):
            import_module(f"qualcode.{room}.{path.stem}")

    def below(kind: type[QualcodeError]) -> Iterator[type[QualcodeError]]:
        for one in kind.__subclasses__():
            if one.__module__.startswith("qualcode."):
                yield one
            yield from below(one)

    return sorted(set(below(QualcodeError)), key=lambda k: (k.__module__, k.__name__))


FAILURES = failures()
ABSTRACT = (UsageError, RefusedError)


def fields_of(sentence: str) -> set[str]:
    return {name.split(".")[0] for _, name, *_ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("kind", FAILURES, ids=lambda k: k.__name__)
def test_a_failure_says_something_of_its_own(kind: type[QualcodeError]) -> None:
    assert kind.exit_code in {1, 2, 3, 4}
    if kind in ABSTRACT:
        return
    assert isinstance(kind.sentence, Sentence), "mark it with N_"
    assert kind.sentence != QualcodeError.sentence
    assert kind.sentence.rstrip("”»\"'").endswith((".", "?", "}"))
    assert "\n" not in kind.sentence


@pytest.mark.parametrize("kind", FAILURES, ids=lambda k: k.__name__)
def test_the_swedish_sentence_has_the_same_fields(kind: type[QualcodeError]) -> None:
    from qualcode.language.wording import translator

    assert fields_of(translator("sv")(kind.sentence)) == fields_of(kind.sentence)


def test_names_of_failures_are_unique() -> None:
    # VaultExistsError of the vault is met by the use case before it can be raised to a face.
    names = [k.__name__ for k in FAILURES if k.__module__ != "qualcode.anonymise.vault"]
    assert len(names) == len(set(names))


def test_marked_fields_are_translated_and_others_left_alone() -> None:
    fault = UsageError(reason=Sentence("A passphrase may not be empty."))
    assert sentence_of(fault, "en") == "A passphrase may not be empty."
    assert sentence_of(fault, "sv") != "A passphrase may not be empty."
    assert sentence_of(UsageError(reason="A passphrase may not be empty."), "sv") == "A passphrase may not be empty."
