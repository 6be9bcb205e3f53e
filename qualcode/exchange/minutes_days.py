"""The day of a dialogue among all days that a name, a title or a first line may tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qualcode.exchange import swedish_dates
from qualcode.exchange.swedish_dates import Sure

_CLOCK = re.compile(
    r"\b(?:kl(?:ockan)?\b\.?:?)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*(?:[–-]|till|to)\s*\d{1,2}(?:[.:]\d\d)?)?"
    r"|\b\d{1,2}[.:]\d\d\s*(?:[–-]|till|to)\s*\d{1,2}[.:]\d\d|\b(?:sida|sid|s|del|page|part)\.? ?\d+ ?(?:/|\(|av|of) ?\d+\)?",
    re.IGNORECASE,
)
_OF_A_PAPER = re.compile(
    r"(?:överenskommels|\bök\b|avtal|strategi|handlingsplan|planen?\b|uppdrag|agreement|strategy)\w*\s+(?:(?:för|från|om|av|of|for|from|in)\s+)?"
    r"(?:åren?\s+)?(?:19|20)\d\d(?![-./]\d|\d)(?:\s*[–/-]\s*\d\d(?:\d\d)?)?"
    r"|\b(?:19|20)\d\d\s*[–-]\s*(?:19|20)\d\d\b"
    r"|(?:\bdnr|diarien(?:umme)?r|ärendenummer|ref)\b\.?:?\s*\S+",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:nästa|kommande|next|inför|uppföljning\w* (?:sker|blir|planeras|den)|återträff\w*|ersätter|"
    r"utkast från|senaste?|konferens\w*|conference|seminari\w*|"
    r"sedan|förra|föregående|since|previous|gäller från|mall|"
    r"(?:godkän|version|justera|fastställ|beslut|skicka|utskick|utskri|reviderad|uppdatera|"
    r"approved|adopted|printed|updated|sent)\w*[:,]?\s+"
    r"(?:av|den|per|till|ut|i|by|on|\d|(?:mån|tis|ons|tors|fre|lör|sön)dag)\S*)",
    re.IGNORECASE,
)
"""Words after which the day of something else stands: another meeting, an approval. "Godkänt, Kalmar 3 oktober" is not that."""
_MORE_THAN_YEAR = re.compile(r"\d{4}[-/.]\d|\d[-/.]\d{4}")
"""Figures around a year that are no day of the calendar (2024-13-45): the year alone is not what they say."""
_SENTENCE_END = re.compile(r"[;\n]|[.!?]\s+(?=[A-ZÅÄÖ])")
_PARTIAL = (
    re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})[ ]?/[ ]?(?P<m>\d{1,2})(?![\d/])"),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:[.:]?e|:a|st|nd|rd|th)?(?: of)?[ ._-]*"
        r"(?P<month>jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*",
        re.IGNORECASE,
    ),
)


def own_days(words: str) -> str:
    """Give words without the times, the years of agreements, and the days of other meetings and of approvals that they tell."""
    kept = _OF_A_PAPER.sub(" ", _CLOCK.sub(" ", words))
    return " ; ".join(_before_other(part) for part in _SENTENCE_END.split(kept))


def day_in(value: str) -> str:
    """Give the day, month or year that a label's value tells, the first of several, or "" ."""
    told = sorted(swedish_dates.placed_in(own_days(value)), key=lambda one: (-one.sure, one.start))
    if not told or (told[0].sure is Sure.YEAR and _MORE_THAN_YEAR.search(value)):
        return ""
    return told[0].iso


def with_year(words: str, years: Iterable[str]) -> str:
    """Give the day that words tell without a year ("den 8/10"), in the one year of ``years``; "" when it is none or not one."""
    known = set(years)
    plain = own_days(words)
    if len(known) != 1 or any(one.sure > Sure.YEAR for one in swedish_dates.placed_in(plain)):
        return ""
    [year] = known
    for form in _PARTIAL:
        for met in form.finditer(plain):
            parts = met.groupdict()
            if iso := swedish_dates.day_of(year, parts.get("m") or parts["month"], parts["day"]):
                return iso
    return ""


def years_in(texts: Sequence[str]) -> set[str]:
    """Give the years that names, titles and first lines tell."""
    return {
        one.iso[:4] for text in texts for one in swedish_dates.placed_in(own_days(text)) if one.sure is not Sure.GUESS
    }


def _before_other(part: str) -> str:
    met = _OTHER_DAY.search(part)
    return part[: met.start()] if met else part
