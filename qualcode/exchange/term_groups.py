"""Term patterns of a codebook: their groups written out, their spelling checked.

The matching itself is the engine's; here a pattern is only text, so that a mistake in it is reported where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product

from qualcode.domain.errors import N_

MAX_TERMS = 5_000
"""So many terms may one list grow to; more is a slip with groups in a sequence, not a list of words."""

_LOOP = "$"
"""The mark of faults that the check of the groups tells by itself; no group can bear this name."""

_GROUP = re.compile(r"\$([\w-]+)")


class TermFault(Exception):  # noqa: N818 - a fault of the file, collected and never shown by itself
    """What is wrong with one term: an English template and its fields."""

    def __init__(self, message: str, fields: Mapping[str, object], *, group: str = "") -> None:
        """Keep the template and its fields for the list of faults; ``group`` is the group at fault, if one is."""
        super().__init__(message.format(**fields))
        self.message = message
        self.fields = fields
        self.group = group


def group_names(term: str) -> tuple[str, ...]:
    """Give the groups that a term names."""
    return tuple(_GROUP.findall(term))


def check(term: str) -> TermFault | None:
    """Tell what is wrong with a term whose groups are written out, or None."""
    if term != term.strip() or not term:
        return TermFault(N_("The term {term!r} is empty or has spaces around it."), {"term": term})
    if term.startswith(("=", "~")) and not term[1:].strip():
        return TermFault(N_("{term!r} holds a sign and no word."), {"term": term})
    words = term.split()
    if "…" in (words[0], words[-1]):
        return TermFault(N_("{term!r} begins or ends with …, which must stand between words."), {"term": term})
    firm = False
    for word in words:
        for option in word.split("|"):
            bare = option.strip("*").lstrip("=~")
            if not bare:
                return TermFault(N_("{term!r} has a part without letters."), {"term": term})
            if "*" in bare:
                return TermFault(N_("{term!r} has * inside a word; it may stand first or last."), {"term": term})
            firm = firm or bare not in ("_", "…")
    return None if firm else TermFault(N_("{term!r} fits every text; name a word."), {"term": term})


class Groups:
    """The word lists that a codebook names once and uses often; each is written out the first time it is asked for."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        """Take the lists as they stand in the file, ``$name`` and all."""
        self.lists = lists
        self._done: dict[str, tuple[str, ...]] = {}
        self._open: list[str] = []

    def __contains__(self, name: str) -> bool:
        """Tell whether there is such a group."""
        return name in self.lists

    def terms(self, name: str) -> tuple[str, ...]:
        """Give a group's terms, groups inside it written out.

        Raises:
            TermFault: when there is no such group, or it leads back to itself.
        """
        if name in self._done:
            return self._done[name]
        if name not in self.lists:
            known = ", ".join(self.lists) or "–"
            raise TermFault(
                N_("There is no group ${name}; groups here: {known}."), {"name": name, "known": known}, group=name
            )
        if name in self._open:
            raise TermFault(N_("The group ${name} leads back to itself."), {"name": name}, group=_LOOP)
        self._open.append(name)
        try:
            found = self.expand(self.lists[name])
        finally:
            self._open.pop()
        self._done[name] = found
        return found

    def loop(self, name: str) -> tuple[str, ...]:
        """Give the way by which a group leads back to itself, or nothing."""
        waiting: list[tuple[str, ...]] = [(name,)]
        seen: set[str] = set()
        while waiting:
            way = waiting.pop()
            for term in self.lists.get(way[-1], ()):
                for below in group_names(term):
                    if below == name:
                        return (*way, name)
                    if below not in seen:
                        seen.add(below)
                        waiting.append((*way, below))
        return ()

    def expand(self, terms: Sequence[str]) -> tuple[str, ...]:
        """Give the terms with every group written out, each once, in order.

        A group inside a sequence ("ta fram $plan") becomes one term for each of its members.

        Raises:
            TermFault: when a group is unknown or loops, or the list grows beyond ``MAX_TERMS``.
        """
        found: dict[str, None] = {}
        for term in terms:
            for one in self._write_out(term):
                found[one] = None
                if len(found) > MAX_TERMS:
                    raise TermFault(
                        N_("The list grows to more than {limit} terms through its groups."), {"limit": MAX_TERMS}
                    )
        return tuple(found)

    def _write_out(self, term: str) -> tuple[str, ...]:
        if "$" not in term:
            return (term,)
        choices: list[tuple[str, ...]] = []
        for word in term.split():
            if "$" not in word:
                choices.append((word,))
                continue
            options: list[str] = []
            for option in word.split("|"):
                if "$" not in option:
                    options.append(option)
                    continue
                if not _GROUP.fullmatch(option):
                    raise TermFault(
                        N_("{term!r}: a group is written $name, alone or as a word of its own."), {"term": term}
                    )
                options += self.terms(option[1:])
            choices.append(tuple(options))
        size = 1
        for one in choices:
            size *= len(one)
        if size > MAX_TERMS:
            raise TermFault(N_("The list grows to more than {limit} terms through its groups."), {"limit": MAX_TERMS})
        return tuple(" ".join(words) for words in product(*choices))
