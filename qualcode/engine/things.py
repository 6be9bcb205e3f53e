"""What a noun that takes something up again may mean: "planen" a programme as well, and no network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.language.cues import CueList

_KINDS = {
    "planen": ("plan", "program", "strategi", "dokument", "inriktning", "modell", "överenskomm", "avtal"),
    "gruppen": ("grupp", "nätverk", "råd", "forum", "nämnd", "ledning", "team", "beredning"),
    "nätverket": ("nätverk", "nätet", "forum", "grupp"),
    "forumet": ("forum", "grupp", "råd", "nätverk"),
    "tjänsten": ("tjänst", "samordnar", "strateg", "resurs", "koordinator", "anställ", "utvecklare", "befattning"),
    "analysen": ("analys", "kartlägg", "inventering", "behov", "genomgång"),
}
"""Beginnings or parts of the words that each may stand for."""
_ALIKE = 4
"""So many letters of one word in another make it speak of the same."""


def has_its_own(words: Sequence[str], place: int, lists: CueList, before: Iterable[str]) -> bool:
    """Tell whether a definite noun says what it is about ("arbetet med stängsel"), so that it takes up nothing named ``before``.

    "Arbetet med handlingsplanen" does, where a plan was named, and so does "tjänsten för henne".
    """
    classes = lists.classes
    # Few words stand before such a preposition: the rest is not looked at.
    if place + 2 >= len(words) or words[place + 1] not in classes["works_on"]:
        return False
    if words[place] not in classes["works"] and words[place] not in _KINDS:
        return False
    own = words[place + 2]
    if own in classes["anaphor"] or own in classes["persons"] or len(own) < _ALIKE:
        return False
    return not any(
        own[:_ALIKE] in word.lower() or word.lower()[:_ALIKE] in own for word in before if len(word) >= _ALIKE
    )


def is_another_thing(noun: str, before: Sequence[str], named: Iterable[str]) -> bool:
    """Tell whether a definite noun means something other than what was ``named``, by the words of the sentence ``before`` it.

    "Vi har ett nätverk; planen gick ut": the plan is no network, and so it is where nothing before it could be the plan.
    """
    own = _KINDS.get(noun)
    if own is None:
        return False
    said = [word.lower() for word in named]
    if any(part in word for part in own for word in said):
        return False
    others = (part for kind, parts in _KINDS.items() if kind != noun for part in parts)
    if any(part in word for part in others for word in said):
        return True
    return not any(part in word.lower() for part in own for word in before)
