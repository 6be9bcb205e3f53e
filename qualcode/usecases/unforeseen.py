"""What nobody foresaw in one file of several: it is told in that file's place, and the others go on."""

from __future__ import annotations

import os
from pathlib import Path

from qualcode.domain.errors import N_, QualcodeError


class UnforeseenInFileError(QualcodeError):
    """A fault of the program itself, met in one file. Its message may hold words of the text and is not told."""

    sentence = N_(
        "An unforeseen {kind} at {place}; this file is not imported, the others are. "
        "Report it with the command; QUALCODE_TRACEBACK=1 stops there and shows more."
    )
    exit_code = 1


def fault_of_file(fault: Exception) -> QualcodeError:
    """Give what is told of a file that could not be read: the fault itself where it is one of ours, else what and where it was.

    Raises:
        Exception: the fault itself, where the machine fails (memory, disk), which meets all files, or where QUALCODE_TRACEBACK asks for it.
    """
    if isinstance(fault, QualcodeError):
        return fault
    if isinstance(fault, (MemoryError, OSError)) or os.environ.get("QUALCODE_TRACEBACK"):
        raise fault
    return UnforeseenInFileError(kind=type(fault).__name__, place=place_of_fault(fault))


def place_of_fault(fault: BaseException) -> str:
    """Give where a fault arose, "file.py:line", or "?"."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
