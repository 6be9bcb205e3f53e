"""How far minutes have come, by the words for it in a name, a title, a column or the first lines."""

from __future__ import annotations

import re

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import DocumentStatus
from qualcode.exchange.document_columns import folded, shown

_STATUS = (
    (
        DocumentStatus.DRAFT,
        re.compile(
            r"(?:ej|inte|icke|ännu ej|not)[ _-]*(?:godk|approved|justera)|ogodkän|ojustera|utkast|draft|arbetsversion|\bkoncept"
        ),
    ),
    (
        DocumentStatus.SENT,
        re.compile(r"för[ _-]godk|för[ _-]synpunkt|ut?skicka[dt]|\bskicka[dt]|\bsent\b|på[ _-]remiss"),
    ),
    (DocumentStatus.APPROVED, re.compile(r"godkän|\bgodk\b|approved|justera[dt]e?\b")),
)
_DRAFT_LINE = re.compile(
    r"(?:^|[,–—(;:|]\s*|\s-\s*)(?:utkast|draft|arbetsversion)\s*(?:$|[,–—).;:!|]|-\s|(?:till|of|för)\s+(?:minnes|ant|prot|min))"
    r"|(?:^|[,–—(;:|]\s*|\s-\s*|(?:anteckning|protokoll|dokument|minutes)\w*\s+(?:är|are)\s+)"
    r"(?:ännu\s+)?(?:ej|inte|icke|not)\s+(?:ännu\s+|yet\s+)?(?:justera[dt]|godkän[dt]|approved)"
)
"""A line at the top of minutes that calls them a draft; a draft of a plan, told of in passing or as its label's value, does not."""
_LABELLED = re.compile(r"^[\s|*_#>•–-]*([^|:]{1,60}?)[\s*_]*[|:]")
_OF_THE_TEXT = re.compile(
    "status|version|läge|anteckning|protokoll|dokument|dialog|samtal|möte|minutes|notes|meeting|utkast|draft"
)
_TOP_LINES, _LONGEST_LINE = 12, 120
_LONGEST_TITLE = 300


class BadStatusError(QualcodeError):
    """A status word that means nothing here."""

    sentence = N_("{value} is no status of minutes; write draft, sent or approved (utkast, skickad, godkänd).")
    exit_code = 2


def is_draft_by_text(text: str) -> bool:
    """Tell whether the first lines of a text call it a draft."""
    lines = [line.strip() for line in text[: _TOP_LINES * _LONGEST_TITLE].splitlines() if line.strip()][:_TOP_LINES]
    return any(_calls_itself_draft(folded(line)) for line in lines if len(line) <= _LONGEST_LINE)


def _calls_itself_draft(line: str) -> bool:
    met, label = _DRAFT_LINE.search(line), _LABELLED.match(line)
    return bool(met and (label is None or _OF_THE_TEXT.search(label.group(1))))


def status_in(words: str) -> DocumentStatus | None:
    """Give the status that the words of a name or title tell, or None."""
    said = folded(words).replace("_", " ")
    return next((status for status, pattern in _STATUS if pattern.search(said)), None)


def read_status(value: str) -> DocumentStatus:
    """Give the status that words in Swedish or English mean.

    Raises:
        BadStatusError.
    """
    said = folded(value)
    for status, words in _STATUS:
        if said == status or words.search(said):
            return status
    raise BadStatusError(value=shown(value))
