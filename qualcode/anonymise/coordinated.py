"""Places in a row, which all got the same words: "i en kommun och en kommun" becomes "i två kommuner"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qualcode.domain.edits import Edit, Edits
from qualcode.domain.spans import Span

_WHERE = r"(?:(?:uppe|nere|ute|inne|borta) )?(?:i|på|från|till|vid|för) "
_ROW = re.compile(
    rf"(?:(?P<neither>varken )(?P<where>{_WHERE})?)?(?P<one>en (?:kommun|ort))"
    rf"(?P<more>(?:(?:, (?:och )?| (?:och|samt|eller|respektive) )(?:{_WHERE})?(?P=one))+)(?![\w-])",
    re.IGNORECASE,
)
_PLURALS = {"en kommun": "kommuner", "en ort": "orter"}


def coordinated(text: str, replaced: Iterable[Span]) -> Edits:
    """Give the edits that join neighbouring replacements of the same words into one plural, so that the sentence reads as one.

    ``replaced`` are where the replacements stand; the same words of the speaker's own are left alone.
    """
    places = {span.start: span for span in replaced}
    edits = []
    for match in _ROW.finditer(text):
        low = match["one"].lower()
        starts = [m.start() for m in re.finditer(re.escape(low), match.group().lower())]
        if any(places.get(match.start() + at) != _at(match.start() + at, low) for at in starts):
            continue
        number = "två" if len(starts) == 2 else "flera"  # noqa: PLR2004
        words = f"{number} {_PLURALS[low]}"
        if match["neither"] or " eller " in match["more"]:
            words = f"någon av {words}"
        edits.append(Edit(match.start(), match.end(), _with_where(match, words)))
    return Edits.of(edits)


def _at(start: int, words: str) -> Span:
    return Span(start, start + len(words))


def _with_where(match: re.Match[str], words: str) -> str:
    if not match["neither"]:
        return words[:1].upper() + words[1:] if match.group()[:1].isupper() else words
    where = (match["where"] or "").split(" ")
    words = f"{where[-2]} {words}" if len(where) > 1 else words
    return words[:1].upper() + words[1:] if match["neither"][0].isupper() else words
