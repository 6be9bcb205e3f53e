"""The tree of errors: one class a failure, its English sentence built in; the faces translate it.

A room defines its own subclasses beside the code that raises them; here stand the base, the marker for
translation and the failures that several rooms share.
"""

from __future__ import annotations

from typing import ClassVar


class Sentence(str):
    """An English sentence that the catalogue translates, told apart from words that come from files and people."""

    __slots__ = ()


def N_(sentence: str) -> Sentence:  # noqa: N802 - the name that message extraction expects
    """Mark an English sentence for translation without translating it."""
    return Sentence(sentence)


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
        return self.sentence.format(**self.fields)


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


class UnknownCodeError(QualcodeError):
    """A code id that the codebook does not hold."""

    sentence = N_("There is no code {code} in the codebook {codebook}; nearest: {nearest}.")


class UnknownCaseError(QualcodeError):
    """A case that the project does not know."""

    sentence = N_("There is no case {case}; nearest: {nearest}.")


class UnknownDocumentError(QualcodeError):
    """A document id or name that the project does not hold."""

    sentence = N_("There is no document {document} in the project; `qualcode status` lists them.")


class BadSpanError(QualcodeError):
    """A span that lies outside its text or holds no words."""

    sentence = N_("{start}-{end} is not a passage of {document}, which has {length} characters.")
