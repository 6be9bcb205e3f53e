"""The tree of errors: one class a failure, its English sentence built in; the faces translate it.

A room defines its own subclasses beside the code that raises them; here stand the base, the marker for
translation and the failures that several rooms share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from qualcode.domain.commands_told import filled_in


class Sentence(str):
    """An English sentence that the catalogue translates, told apart from words that come from files and people."""

    __slots__ = ()


def N_(sentence: str) -> Sentence:  # noqa: N802 - the name that message extraction expects
    """Mark an English sentence for translation without translating it."""
    return Sentence(sentence)


class Counted(Sentence):
    """An English sentence with a number in it: one form for 1, one for every other number.

    As a string it is the form for many, so that it is a key like any other sentence; ``format`` takes the form that
    the field ``by`` asks for. What translates it gives back one whose forms are those of the other language.
    """

    __slots__ = ("by", "many", "one")
    one: str
    many: str
    by: str

    def __new__(cls, one: str, many: str, by: str = "number") -> Self:
        """Keep both forms and the name of the field that decides between them."""
        made = super().__new__(cls, many)
        made.one, made.many, made.by = one, many, by
        return made

    def __reduce__(self) -> tuple[type[Counted], tuple[str, str, str]]:
        """Let a notice go from one process to another."""
        return Counted, (self.one, self.many, self.by)

    def form(self, number: int) -> str:
        """Give the form for a number."""
        return self.one if number == 1 else self.many

    def chosen(self, fields: Mapping[str, object]) -> str:
        """Give the form for the number that the fields hold; a number that is told in words counts as many."""
        number = fields.get(self.by)
        return self.form(number if isinstance(number, int) else 0)

    def format(self, *words: object, **fields: object) -> str:
        """Fill in the form for the number that the fields hold."""
        return self.chosen(fields).format(*words, **fields)

    def of(self, number: int) -> Amount:
        """Give this sentence with its number, as a field of another one: what holds two numbers needs two forms each."""
        return Amount(self, number)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its noun ("3 documents"), to stand as a field in a sentence; the faces translate it."""

    sentence: Counted
    number: int

    def __str__(self) -> str:
        """Give the English words."""
        return self.sentence.format(**{self.sentence.by: self.number})


def sentence_in_english(sentence: str, fields: Mapping[str, object]) -> str:
    """Give a sentence with its fields filled in, the commands in it as they can be pasted."""
    return filled_in(sentence.chosen(fields) if isinstance(sentence, Counted) else sentence, fields)


def Nn_(one: str, many: str, by: str = "number") -> Counted:  # noqa: N802 - beside N_
    """Mark an English sentence with a number in it; ``by`` is the field that holds the number."""
    return Counted(one, many, by)


class QualcodeError(Exception):
    """Something could not be done; says what, where and what to do in one sentence.

    ``sentence`` is an English template with ``{fields}``; the keyword arguments fill it. ``exit_code`` is
    the process's answer: 1 could not, 2 usage, 3 findings, 4 refused by a safety gate.
    """

    sentence: ClassVar[str] = N_("Something went wrong.")
    exit_code: ClassVar[int] = 1

    def __init__(self, **fields: object) -> None:
        """Keep the fields for the faces to fill the sentence in their language."""
        super().__init__()
        self.fields = fields

    def __str__(self) -> str:
        """Give the English sentence."""
        return sentence_in_english(self.sentence, self.fields)


class UsageError(QualcodeError):
    """The words of a command or call do not fit together."""

    sentence = N_("{reason}")
    exit_code = 2


class RefusedError(QualcodeError):
    """A safety gate said no."""

    exit_code = 4


class FileMissingError(QualcodeError):
    """A path does not exist."""

    sentence = N_("{path} does not exist; check the path.")


class NotAFileError(QualcodeError):
    """A folder or device stands where a file is expected."""

    sentence = N_("{path} is not a file; give the file itself.")


class FolderReadOnlyError(QualcodeError):
    """A folder or file may not be written."""

    sentence = N_("{path} cannot be written; choose another folder or change its permissions.")


class NoFolderError(QualcodeError):
    """A folder to write into that is not there: mistyped, or on a stick that is not plugged in."""

    sentence = N_(
        "The folder {path} is not there, so nothing was written; check its name and that its disk is plugged in, or make it first."
    )


class UnknownCodeError(QualcodeError):
    """A code id that the codebook does not hold."""

    sentence = N_("There is no code {code} in the codebook {codebook}; nearest: {nearest}.")


class UnlikeCodeError(UnknownCodeError):
    """A code id that is like none of the codebook's."""

    sentence = N_(
        "There is no code {code} in the codebook {codebook}, nor one like it; `qualcode codebook export codes.csv` lists them."
    )


class UnknownCaseError(QualcodeError):
    """A case that the project does not know."""

    sentence = N_("There is no case {case}; nearest: {nearest}.")


class UnlikeCaseError(UnknownCaseError):
    """A case that is like none of the project's."""

    sentence = N_("There is no case {case}, nor one like it; `qualcode status` shows the documents with their cases.")


class UnknownDocumentError(QualcodeError):
    """A document id or name that the project does not hold."""

    sentence = N_("There is no document {document} in the project; `qualcode status` lists them.")


class BadSpanError(QualcodeError):
    """A span that lies outside its text or holds no words."""

    sentence = Nn_(
        "{start}-{end} is not a passage of {document}, which has {length} character.",
        "{start}-{end} is not a passage of {document}, which has {length} characters.",
        by="length",
    )
