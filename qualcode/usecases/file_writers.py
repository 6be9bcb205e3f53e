"""Which writer answers to which ending; each is loaded, with the heavy package behind it, when it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, QualcodeError, UsageError

Writer = Callable[..., bytes]

# By ending: the module of exchange, and its function.
MATRIX = {
    ".docx": ("write_matrix_docx", "write"),
    ".xlsx": ("write_matrix_xlsx", "write"),
    ".csv": ("write_matrix_csv", "write"),
    ".html": ("write_matrix_html", "write"),
    ".md": ("write_matrix_md", "write"),
    ".png": ("figures", "heatmap"),
    ".svg": ("figures", "heatmap_svg"),
}
COUNTS = {".docx": ("write_counts_docx", "write")}
QUOTES = {".docx": ("write_quotes_docx", "write")}
FIGURE = {".png": ("write_figure", "png"), ".svg": ("write_figure", "svg")}
LISTING = {
    ".docx": ("write_listing", "docx"),
    ".xlsx": ("write_listing", "xlsx"),
    ".csv": ("write_listing", "comma_separated"),
    ".md": ("write_listing", "markdown"),
    ".json": ("write_listing", "to_json"),
}


class UnknownExportError(UsageError):
    """An ending that no writer answers to."""

    sentence = N_("{path}: no writer for this ending; there are {known}.")


class WriterFaultError(QualcodeError):
    """A writer gave no bytes."""

    sentence = N_("The writer {name} gave no file; report it.")


def writer_for(writers: Mapping[str, tuple[str, str]], target: Path) -> Writer:
    """Give the writer that answers to a file's ending.

    Raises:
        UnknownExportError: with the endings there are.
    """
    known = writers.get(target.suffix.lower())
    if known is None:
        raise UnknownExportError(path=target, known=", ".join(writers))
    module, function = known

    def write(*args: Any, **kwargs: Any) -> bytes:  # noqa: ANN401 - handed through
        made = getattr(import_module(f"qualcode.exchange.{module}"), function)(*args, **kwargs)
        if not isinstance(made, bytes):
            raise WriterFaultError(name=module)
        return made

    return write
