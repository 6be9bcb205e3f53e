"""Phone numbers, personal numbers and addresses that the end of a line breaks in two, as pages of PDF and pasted mail do."""

from __future__ import annotations

import re

from qualcode.anonymise.contact_checks import begins_with_date, luhn
from qualcode.anonymise.recognisers import PatternRecogniser
from qualcode.domain.finding import HitType

_LEAST, _MOST = 9, 11
_BREAK = r"(?:[-–/ ]?\n[ \t]*)"


def _is_whole_number(text: str, start: int, end: int) -> bool:
    """Tell whether the digits on both lines make a phone number and those of the first alone make none."""
    both = re.sub(r"\D", "", text[start:end])
    first = re.sub(r"\D", "", text[start:end].partition("\n")[0])
    return _LEAST <= len(both.removeprefix("46")) <= _MOST and len(first) < _LEAST


def _is_identity_number(text: str, start: int, end: int) -> bool:
    ten = re.sub(r"\D", "", text[start:end])[-10:]
    return begins_with_date(ten) and ("-" in text[start:end] or "–" in text[start:end] or luhn(ten))


BROKEN = (
    PatternRecogniser(
        name="e-mail-over-lines",
        type=HitType.EMAIL,
        hint=re.compile(r"@(?:[\w-]+(?:\.[\w-]+)*\.)?$"),
        reach=1,
        pattern=re.compile(
            r"[\w.+-](?<![\w@.+-].)[\w.+-]*@(?:\n[ \t]*[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.\n[ \t]*(?:se|com|org|net|nu|eu)(?!\w))"
        ),
        score=1.0,
    ),
    PatternRecogniser(
        name="e-mail-hyphenated",
        type=HitType.EMAIL,
        anchor=re.compile(r"-\n(?<=[^\W_]-\n)[ \t]*[\w.+-]*@"),
        reach=1,
        # "sune.all-" and "vin@…": a local part with a full stop in it, or the domain's, was broken by a hyphen.
        pattern=re.compile(r"[\w+](?<![\w@.+-].)[\w+]*(?:\.[\w+]+)+-\n[ \t]*[\w.+]*@[\w-]+(?:\.[\w-]+)+"),
        score=1.0,
    ),
    PatternRecogniser(
        name="phone-over-lines",
        type=HitType.PHONE,
        anchor=re.compile(r"\n(?:(?<=\d\n)|(?<=\d[-–/ ]\n))[ \t]*\d"),
        reach=1,
        pattern=re.compile(
            rf"(?<![\w+.,-])(?:0\d{{1,3}}|\+\d{{1,3}} ?\d{{1,3}})(?:[-–/ ]{{0,2}}\d{{2,3}}){{0,2}}{_BREAK}"
            r"\d{2,3}(?: ?\d{2,3}){0,2}(?![\w.,:-]*\d)"
        ),
        score=0.92,
        valid=_is_whole_number,
    ),
    PatternRecogniser(
        name="identity-number-over-lines",
        type=HitType.PERSONNUMMER,
        anchor=re.compile(r"\n(?:(?<=\d\n)|(?<=\d[-–+]\n))[ \t]*\d{4}"),
        reach=1,
        pattern=re.compile(r"(?<![\d+-])(?:18|19|20)?\d{6}[-–+]?\n[ \t]*\d{4}(?![\w-])"),
        score=0.94,
        valid=_is_identity_number,
    ),
)
"""Recognisers of such numbers."""
