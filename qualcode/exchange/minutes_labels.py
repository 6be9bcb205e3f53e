"""Labels at the top of minutes ("Län: Halland", "| Datum | 12 mars 2025 |"): which words they are, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode.language.county_names import counties_in


class Label(StrEnum):
    """What a label asks for: SUBJECT what the minutes are about, told as in a title, PEOPLE who was there, OTHER none of these."""

    CASE = "case"
    DAY = "day"
    SUBJECT = "subject"
    PEOPLE = "people"
    OTHER = "other"


_WORDS = {
    Label.CASE: r"(?:(?:deltagande|berört|aktuellt|besökt) )?län(?:et)?|region|län ?/ ?region|region ?/ ?län|county|"
    r"(?:participating|visited) (?:county|region)|(?:läns)?(?:dialog|samtal|möte)(?:möte)? med|dialog(?:ue)? with|meeting with|"
    r"(?:läns)?dialog(?:möte)?|besök hos|avser",
    Label.DAY: r"datum|(?:mötes|dialog|samtals|sammanträdes|besöks)(?:datum|dag|tid)|datum (?:för|vid) (?:möte|dialog|samtal)\w*|"
    r"(?:datum|dag|tid|tidpunkt|plats|date|time|place)(?:,? (?:och|and|&|o\.?) |, ?| ?[/&+] ?)"
    r"(?:datum|dag|tid|klockslag|plats|time|place|date|location)|"
    r"dag|tid|tidpunkt|när|date|(?:meeting|dialogue) date|date of (?:the )?(?:meeting|dialogue)|when|time",
    Label.SUBJECT: r"ärende|ämne|rubrik|titel|gäller|angående|möte|subject|title|re|regarding|case|fall",
    Label.PEOPLE: r"(?:antal )?(?:närvarande|deltagare|deltog|present|participants|attendees)\b[^:]{0,30}",
    Label.OTHER: r"plats|lokal|var|place|location|where|venue|"
    r"(?:frånvarande|absent)\b[^:]{0,30}|"
    r"(?:samtals|mötes|dialog)?ledare|moderator|ordförande|sekreterare|antecknare|vid pennan|protokollförare|frågor|"
    r"chair|secretary|notes by|(?:nästa|kommande|föregående) (?:möte|träff|dialog)\w*|next (?:meeting|dialogue)|"
    r"status|version|utskriftsdatum|dnr|diarienr|diarienummer|sida|bilagor?",
}
_WHOLE = {label: re.compile(words, re.IGNORECASE) for label, words in _WORDS.items()}
_ANY = "|".join(_WORDS.values())
_MARKS = " \t*_#>|•·–-"
_WITH_COLON = re.compile(rf"(?:^|[\s|;,(*_•·>–-])(?P<label>{_ANY})[ *_]*:[ *_]*", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(?P<label>(?:mötes|dialog)?datum|date|dag|när|when)[ \t]+(?=(?:(?:den|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?: den)?) )?\d)",
    re.IGNORECASE,
)
_CASE_FIRST = re.compile(r"(?P<label>län|region|county)(?:\t|[ ]{2,})\s*", re.IGNORECASE)
_LONGEST_VALUE = 160


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind a label."""

    label: Label
    value: str


def label_of(words: str) -> Label | None:
    """Give the label that the words of a cell or line are and nothing more, or None."""
    bare = " ".join(words.strip(_MARKS).rstrip(":*_?").split())
    return next((label for label, known in _WHOLE.items() if known.fullmatch(bare)), None)


def in_words(words: str) -> list[Labelled]:
    """Give what stands behind the labels of one line or cell ("Datum: 17/10-24   Plats: Teams")."""
    met = list(_WITH_COLON.finditer(words))
    if not met:
        bare = words.strip(_MARKS)
        if day := _DAY_FIRST.match(bare):
            return [Labelled(Label.DAY, bare[day.end() :])]
        case = _CASE_FIRST.match(bare)
        return [Labelled(Label.CASE, bare[case.end() :])] if case and counties_in(bare[case.end() :]) else []
    # A label within a sentence is none: the first one opens the line.
    if words[: met[0].start("label")].strip(_MARKS):
        return []
    ends = [one.start() for one in met[1:]] + [len(words)]
    return [
        Labelled(label, words[one.end() : end].strip(_MARKS)[:_LONGEST_VALUE])
        for one, end in zip(met, ends, strict=True)
        if (label := label_of(one["label"]))
    ]


def in_row(cells: Sequence[str]) -> list[Labelled]:
    """Give what the cells of a row say: behind labels within a cell, and in the cell after one that is a label."""
    found: list[Labelled] = []
    for number, (cell, after) in enumerate(zip(cells, [*cells[1:], ""], strict=False)):
        if (label := label_of(cell)) is None:
            found += in_words(cell)
        # Labels stand first or, in rows of four cells, third: in "Anna, Region, Skåne" the second is none.
        elif after and not number % 2 and label_of(after) is None:
            found.append(Labelled(label, after))
    return found


def below(header: Sequence[str], cells: Sequence[str]) -> list[Labelled]:
    """Give what stands below the labels of a row that is all labels ("Datum | Län | Plats"); no such row, nothing."""
    labels = [label_of(cell) for cell in header]
    if len(header) < 2 or None in labels or not {Label.CASE, Label.DAY} & set(labels):  # noqa: PLR2004 - a row of two
        return []
    return [Labelled(label, cell) for label, cell in zip(labels, cells, strict=False) if label and cell]


def following(lines: Iterable[str]) -> Iterator[Labelled]:
    """Give the values that stand on the line below a label that is a line of its own."""
    above: Label | None = None
    for line in lines:
        label = label_of(line)
        if above in (Label.CASE, Label.DAY) and label is None:
            yield Labelled(above, line)
        above = label
