"""qualcode: qualitative analysis of dialogue and interview notes.

`qualcode.open("study")` gives a project's documents, codings, matrix, counts and more as tables of pandas (docs/python.md).
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "open"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.usecases.notebook import Study


def open(folder: str | Path | None = None, *, language: str | None = None) -> Study:  # noqa: A001 - as in `qualcode.open`
    """Open the project in ``folder``, by default the one in the current folder or its nearest parent.

    Raises:
        QualcodeError: NoProjectError, SettingsFaultError, NotAProjectDatabaseError or NewerDatabaseError.
    """
    # Loaded when it is used: `import qualcode` alone stays light.
    from qualcode.usecases.notebook import open_study

    return open_study(folder, language=language)
