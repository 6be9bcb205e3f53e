"""Whether a clause of plans goes on about the same thing ("men det är på gång") or names one of its own ("men spärrar är planerade")."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.engine.cue_finding import Cue
from qualcode.engine.openings import is_finite
from qualcode.engine.readings import Reading
from qualcode.language.cues import CueKind, tone_words

_BACK = frozenset({"en", "ett", "den", "det", "sådan", "sådant", "detta", "one", "it", "dem", "någon"})
_ONE = frozenset({"en", "ett", "någon", "något", "några", "a", "an", "some"})
_ALONE = frozenset({"en", "ett", "one"})
"""Of these the ones that name nothing new where no noun follows."""
_NONE = _ALONE | {"ingen", "inget", "inga", "någon", "något", "none"}
"""And those that may stand for what is not there."""
_AFTER = frozenset(
    {"i", "på", "till", "under", "inom", "nu", "nästa", "tillsammans", "med", "för", "som", "in", "for", "now", "next"}
)
"""What may stand behind such a pronoun; a noun there would be a thing of its own."""
_FOR = frozenset({"för", "om", "mot", "kring", "for", "on", "about"})
_WORK = (
    *(
        "arbete",
        "process",
        "planer",
        "förslag",
        "utkast",
        "diskussion",
        "samtal",
        "förbered",
        "rekryter",
        "annons",
        "upphandl",
    ),
    *(
        "utred",
        "beslut",
        "ambition",
        "tank",
        "idé",
        "avsikt",
        "mål",
        "skrivgrupp",
        "start",
        "första",
        "uppstart",
        "bygg",
    ),
    *("work", "process", "draft", "proposal", "discussion", "prepar", "recruit", "decision", "idea", "talk", "start"),
)
"""Nouns that name the work on whatever was named before."""
_ITSELF = ("arbete", "process", "work")
"""Of these the ones that speak of it beside a mere "ska" as well."""
_WHEN = frozenset(
    {"snart", "framöver", "kanske", "troligen", "förhoppningsvis", "senare", "idag", "soon", "perhaps", "later"}
)
"""Words that tell when or how surely and name nothing."""
_ACTORS = (
    "region",
    "kommun",
    "förvaltning",
    "socialtjänst",
    "psykiatri",
    "vården",
    "länssamordn",
    "samordnaren",
    "chef",
    "municipal",
)
"""Who plans is no thing that is planned ("men Region Norr planerar en")."""
_THINGS = frozenset({"plan"})
"""Little words that name a thing all the same."""
_SHORTEST = 4
_ALIKE = 4
"""So many first letters make two words forms of one."""


def refers_back(reading: Reading, cue: Cue, places: Sequence[int] = ()) -> bool:
    """Tell whether a clause of plans speaks of what stands at ``places``: by a pronoun, or by nothing but the work itself."""
    clause = reading.words_of(reading.clause_of(cue.start))
    named = frozenset(reading.words[p] for p in places)
    if named and _own_thing(reading, clause, cue, named):
        return False
    if named and cue.start == _beginning(reading, clause):
        # "… saknas men ska byggas upp": what is left out is what was named.
        return True
    words = [reading.words[p] for p in clause]
    if any(w in _BACK for w in words):
        return True
    return any(w.startswith(_ITSELF) for w in words) or cue.kind is CueKind.PLAN


def names_another(reading: Reading, cue: Cue, named: frozenset[str]) -> bool:
    """Tell whether the clause of a cue names a thing of its own, where what was ``named`` stands in another sentence."""
    return _own_thing(reading, reading.words_of(reading.clause_of(cue.start)), cue, named)


def takes_up(reading: Reading, cue: Cue) -> bool:
    """Tell whether a clause of plans means what was named by a pronoun alone ("men regionen planerar ett", "men en ska anställas")."""
    clause = reading.words_of(reading.clause_of(cue.start))
    return any(reading.words[place] in _ALONE and _bare(reading, place, clause, cue.places) for place in clause)


def stands_alone(reading: Reading, place: int, clause: Sequence[int]) -> bool:
    """Tell whether a word of a clause is a pronoun for what was named before: "vi har ingen", "länet saknar en"."""
    return reading.words[place] in _NONE and _bare(reading, place, clause, ())


def _bare(reading: Reading, place: int, clause: Sequence[int], cue: Sequence[int]) -> bool:
    """Tell whether no noun follows a little word that may be a pronoun or an article; "en i taget" names nothing."""
    if reading.words[place + 1 : place + 3] == ("i", "taget"):
        return False
    after = reading.words[place + 1] if place + 1 in clause else ""
    return not after or place + 1 in cue or is_finite(after, reading.lists.language) or after in _AFTER


def _own_thing(reading: Reading, clause: Sequence[int], cue: Cue, named: frozenset[str]) -> bool:
    """Tell whether a clause names a thing of its own: what is planned in it begins it, or stands after "a"."""
    words, begins = reading.words, _beginning(reading, clause)
    for place in clause:
        if _of_another(words, place, clause, named):
            return True
        if place in cue.places or not _names(reading, place, named) or _describes_named(words, place, clause, named):
            continue
        before = words[place - 1] if place - 1 in clause else ""
        described = words[place - 2] if place - 2 in clause else ""
        if before in _ONE or described in _ONE:
            return True
        acts = words[place].startswith(_ACTORS) and cue.kind is CueKind.PLAN
        if (
            place == begins
            and not acts
            and any(is_finite(words[p], reading.lists.language) for p in clause if p > place)
        ):
            return True
    return False


def _describes_named(words: Sequence[str], place: int, clause: Sequence[int], named: frozenset[str]) -> bool:
    """Tell whether a word stands before one that was named already ("ett nytt nätverk"): then it only describes it."""
    return place + 1 in clause and any(words[place + 1].startswith(one[:_ALIKE]) for one in named if len(one) >= _ALIKE)


def _of_another(words: Sequence[str], place: int, clause: Sequence[int], named: frozenset[str]) -> bool:
    """Tell whether a word is the last part of the one that was named, and said to be for something else ("en plan för äldre")."""
    wholes = [one for one in named if len(one) > len(words[place]) >= _SHORTEST and one.endswith(words[place])]
    if not wholes or place + 2 not in clause or words[place + 1] not in _FOR:
        return False
    return not any(words[place + 2].startswith(one[:_ALIKE]) for one in wholes)


def _beginning(reading: Reading, clause: Sequence[int]) -> int:
    """Give the place of the first word of a clause after "but"; -1 where there is none."""
    contrast = reading.lists.classes["contrast"]
    return next((place for place in clause if reading.words[place] not in contrast), -1)


def _names(reading: Reading, place: int, named: frozenset[str]) -> bool:
    """Tell whether a word may name a thing other than what was ``named`` and the work on it."""
    word, lists = reading.words[place], reading.lists
    little = word in tone_words() and word not in _THINGS
    if len(word) < _SHORTEST or little or word in _WHEN or word.startswith(_WORK) or word.endswith(("ad", "at", "ade")):
        return False
    if any(
        word in lists.classes[one] for one in ("anaphor", "subject", "contrast", "subordinate", "preposition", "value")
    ):
        return False
    if is_finite(word, lists.language) or word.endswith("planen"):
        return False
    return not any(word.startswith(one[:_ALIKE]) or one.endswith(word) or word.endswith(one) for one in named)
