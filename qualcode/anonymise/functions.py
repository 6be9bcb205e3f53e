"""From a role in a list to the function that stands for the person: "länssamordnare, halvtid" becomes "länssamordnaren"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from qualcode.anonymise.name_lists import data_lines, word_set

_WORD = re.compile(r"[^\W\d_][\w.:-]*")
_NOT_PEOPLE = word_set("functions.not_people")


@cache
def _endings() -> Mapping[str, str]:
    rows = (line.split("\t") for line in data_lines("roles.tsv"))
    return {row[0]: row[1] for row in rows}


@lru_cache(4096)
def definite(word: str) -> str:
    """Give the definite form of a word for a person's function, or "" when it names no function."""
    low = word.lower()
    for cut in range(len(low) - 1):
        found = _endings().get(low[cut:])
        if found is not None and cut not in {1, 2} and low not in _NOT_PEOPLE:
            return word[:cut] + found if not found.startswith("den ") else f"den {low[:cut]}{found[4:]}"
    return ""


@cache
def _definite_endings() -> tuple[str, ...]:
    return tuple(sorted({form for form in _endings().values() if " " not in form and form != "rådet"}))


@lru_cache(4096)
def is_function(word: str) -> bool:
    """Tell whether ``word`` is a person's function in the definite form ("länssamordnaren"), as it stands before a name."""
    return word.lower().endswith(_definite_endings()) or word.lower() in word_set("english.roles")


@lru_cache(4096)
def function_of(role: str) -> str:
    """Give the definite function for a role as a list has it, or "" when no word of it names one.

    The first word for a person decides ("enhetschef, barnmorska" gives "enhetschefen"); an adjective before it is kept
    ("kommunal samordnare" gives "den kommunala samordnaren"), and so is a coordinated first part ("hälso- och sjukvårdsstrateg").
    """
    words = list(_WORD.finditer(role))
    first = role.partition(",")[0].strip().lower()
    if first.rpartition(" ")[2] in word_set("english.roles"):
        return f"the {first}"
    for index, match in enumerate(words):
        form = definite(match.group().rstrip(":"))
        if not form:
            continue
        form = form.lower() if form[1:].islower() or " " in form else form
        before = words[index - 1].group() if index and role[words[index - 1].end() : match.start()] == " " else ""
        if before.lower() in {"och", "o"} and index > 1 and words[index - 2].group().endswith("-"):
            return f"{words[index - 2].group().lower()} och {form}"
        if index == 1 and before.lower().endswith(("al", "iv", "sk", "ell", "är")) and not form.startswith("den "):
            return f"den {before.lower()}a {form}"
        return form
    return ""


def tells_nothing(part: str) -> bool:
    """Tell whether what a list has after a name is no function and no organisation: how somebody is reached, or a label ("A")."""
    words = _WORD.findall(part)
    if len("".join(words)) < 2 or "@" in part:  # noqa: PLR2004
        return True
    return words[0].lower().rstrip(".:") in word_set("functions.contact") and not function_of(part)
