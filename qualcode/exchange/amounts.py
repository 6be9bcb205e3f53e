"""Amounts as people type them in tables ("1,5 mnkr", "12 500:-", "1 250 000 kr"), to plain numbers."""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {
    "tkr": 1_000,
    "tusen": 1_000,
    "tusen kronor": 1_000,
    "ksek": 1_000,
    "mnkr": 1_000_000,
    "mkr": 1_000_000,
    "msek": 1_000_000,
    "miljon": 1_000_000,
    "miljoner": 1_000_000,
    "miljoner kronor": 1_000_000,
    "million": 1_000_000,
    "mdkr": 1_000_000_000,
    "miljard": 1_000_000_000,
    "miljarder": 1_000_000_000,
}
_UNITS = frozenset({"", "kr", "kr.", "sek", "kronor", "%", "procent", "st", *_SCALES, *(f"{s} kr" for s in _SCALES)})
_AMOUNT = re.compile(
    r"(?P<sign>[-−+]?)(?:sek|kr)?\s*(?P<figures>\d{1,15}(?:[ .,'’]\d{1,15}){0,6})(?::-|,-)?\s*(?P<unit>[a-zåäö.% ]{0,20})",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[ .,'’])\d{3})(?:(?P=sign)\d{3})*")
_HEADER_SCALE = re.compile(r"\b(tkr|ksek|mnkr|mkr|msek|miljoner|mdkr)\b", re.IGNORECASE)
_LONGEST = 60


def parse_amount(written: str, *, scale: int = 1) -> str:
    """Give an amount as a plain decimal number ("1500000", "12.5"), times ``scale`` when it names no unit of its own; "" when it is none.

    A point or comma before groups of three figures parts thousands when it stands more than once or is a point; else it parts
    decimals, as in Sweden. Figures that begin with 0, such as telephone numbers, are no amounts.
    """
    said = " ".join(written.replace("\xa0", " ").replace("\u202f", " ").split())
    met = _AMOUNT.fullmatch(said) if len(said) <= _LONGEST else None
    if met is None or met["unit"].strip().casefold() not in _UNITS:
        return ""
    figures = _decimal(met["figures"])
    if not figures:
        return ""
    unit = met["unit"].strip().casefold().removesuffix(" kr")
    number = Decimal(figures) * _SCALES.get(unit, 1 if unit and unit not in ("kr", "kr.", "sek", "kronor") else scale)
    text = format(number.normalize(), "f")
    return f"-{text}" if met["sign"] in ("-", "−") and number else text


def header_scale(header: str) -> int:
    """Give what the unit in a column's header multiplies by ("Belopp (tkr)": 1000), or 1."""
    met = _HEADER_SCALE.search(header)
    return _SCALES[met[1].casefold()] if met else 1


def _decimal(figures: str) -> str:
    if re.fullmatch(r"0\d.*", figures):
        return ""
    plain = figures.replace("'", " ").replace("’", " ")
    marks = [c for c in plain if c in ".,"]
    whole, last = plain, ""
    if len(set(marks)) == 2 or (len(marks) == 1 and (marks[0] == "," or not _GROUPED.fullmatch(plain))):  # noqa: PLR2004 - both marks
        whole, _, last = plain.rpartition(marks[-1])
    if not last and not marks and " " not in plain:
        return plain
    if (any(c in whole for c in " .,") and not _GROUPED.fullmatch(whole)) or not (last or "0").isdecimal():
        return ""
    return re.sub(r"[ .,]", "", whole) + (f".{last}" if last else "")
