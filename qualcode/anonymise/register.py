"""Who is who across the project: which person has which function, so that replacements stay the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from qualcode.anonymise.functions import function_of
from qualcode.anonymise.name_lists import surname_band
from qualcode.domain.minutes import Participant

_COMMON = 1000
"""So many bearers make a surname one that two people of a text may share."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class Known:
    """A person of a case. ``function`` is the definite form that replaces the name; ``letter`` tells apart who shares it.

    ``met``: no list names the person, but a text did by given name and surname, and gave words that stay in later documents.
    """

    key: str
    case: str
    name: str
    function: str
    agency: bool = False
    letter: str = ""
    met: bool = False


class Register:
    """The people of the project; it holds names and is therefore stored in the vault only."""

    def __init__(self) -> None:
        self._people: dict[str, Known] = {}

    def learn(self, participants: Sequence[Participant], case: str = "") -> tuple[Known, ...]:
        """Take in a document's people and give what is known of them, in the same order; the same name in a case is the same person."""
        learnt = [self._learn(person, "" if person.agency else case) for person in participants]
        for one in learnt:
            self._tell_apart(one)
        return tuple(learnt)

    def _learn(self, person: Participant, case: str) -> Known:
        found = next((k for k in self._people.values() if k.name == person.name and k.case == case), None)
        found = found or self._of_agency(person)
        function = function_of(person.role) or ("" if not person.agency else "myndighetens medarbetare")
        if found:
            # Who was met before and is listed now keeps the words that stand in earlier documents.
            found.function = found.function or function
            found.met = False
            return found
        key = self._free_key()
        self._people[key] = Known(key, case, person.name, function or "deltagaren", person.agency)
        return self._people[key]

    def _of_agency(self, person: Participant) -> Known | None:
        """Give whoever of the agency is meant by a list that has the same full name with neither role nor organisation.

        A surname that many have may be a namesake's, who is the county's.
        """
        given, _, last = person.name.partition(" ")
        if not given or not last or person.role or person.organisation or surname_band(last.split()[-1]) >= _COMMON:
            return None
        return next((k for k in self._people.values() if k.agency and k.name == person.name), None)

    def meet(self, name: str, case: str, function: str, letter: str) -> None:
        """Keep the words that stand for somebody whom no list names, so that later documents of the case have the same."""
        if any(k.name == name and k.case == case for k in self._people.values()):
            return
        key = self._free_key()
        self._people[key] = Known(key, case, name, function, letter=letter, met=True)

    def letters(self, case: str, functions: Iterable[str]) -> frozenset[str]:
        """Give the letters that people of a case have with these functions, "" when one has the function alone."""
        return letters_of((k for k in self._people.values() if k.case == case), functions)

    def _tell_apart(self, one: Known) -> None:
        """Give letters to those of a case who share a function; a letter once given stays."""
        if one.agency:
            return
        same = [k for k in self._people.values() if k.case == one.case and k.function == one.function and not k.agency]
        if len(same) < 2:  # noqa: PLR2004
            return
        for other in same:
            if not other.letter and not other.met:
                used = {k.letter for k in same}
                other.letter = next((letter for letter in _LETTERS if letter not in used), str(len(same)))

    def get(self, key: str) -> Known | None:
        """Give the person of a key, or None."""
        return self._people.get(key)

    def people(self, case: str = "") -> tuple[Known, ...]:
        """Give the people of a case together with the agency's, who take part everywhere."""
        return tuple(k for k in self._people.values() if k.agency or k.case == case)

    def everyone(self) -> tuple[Known, ...]:
        """Give the people of all cases."""
        return tuple(self._people.values())

    def forget(self, name: str) -> tuple[str, ...]:
        """Remove every person of that name and give their keys: a person may ask to be erased."""
        keys = tuple(k.key for k in self._people.values() if k.name == name)
        for key in keys:
            del self._people[key]
        return keys

    def join(self, other: Register) -> None:
        """Take in the people of a register kept beside this one; who is known here stays as known here."""
        known = {(k.name, k.case) for k in self._people.values()}
        for one in other._people.values():
            if (one.name, one.case) not in known:
                key = self._free_key()
                self._people[key] = replace(one, key=key)

    def _free_key(self) -> str:
        """Give a key that nobody has: after somebody was forgotten the number of people is no guide."""
        number = next(n for n in range(len(self._people) + 1, 2 * len(self._people) + 2) if f"p{n}" not in self._people)
        return f"p{number}"

    def dumps(self) -> str:
        """Give the register as JSON, for the vault."""
        return json.dumps([asdict(k) for k in self._people.values()], ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> Register:
        """Read what ``dumps`` wrote."""
        made = cls()
        made._people = {row["key"]: Known(**row) for row in json.loads(text)}
        return made


def letters_of(people: Iterable[Known], functions: Iterable[str]) -> frozenset[str]:
    """Give the letters that those of the people have who have one of these functions, "" for one who has it alone."""
    wanted = frozenset(functions)
    return frozenset(known.letter for known in people if known.function in wanted)
