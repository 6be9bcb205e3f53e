"""What lists of indicators and slips share: the name of an indicator, and how many are not shown."""

from __future__ import annotations

from qualcode.cli.face import Face
from qualcode.domain.errors import N_


def tell_left_out(face: Face, number: int, most: int) -> None:
    """Say how many of ``number`` are left out when at most ``most`` are shown; nothing when all are."""
    if number > most:
        face.print(face.words(N_("{number} more are left out; `--most N` shows more."), number=number - most))


def indicator_name(indicator: str, code: str) -> str:
    """Name an indicator of the codebook by itself, what belongs to no one code together with the code that it spoke for."""
    return indicator if indicator.startswith(code) else f"{code}  {indicator}"
