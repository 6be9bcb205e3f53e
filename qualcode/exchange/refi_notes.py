"""Notes of a REFI-QDA project: each is told where something refers to it, and those that nothing does are on the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from qualcode.domain.errors import QualcodeError
from qualcode.domain.exchanged import Note
from qualcode.exchange.packages import Element
from qualcode.exchange.refi_codebook import is_refi, plain_guid


class Notes:
    """The notes of one file; ``text`` gives an element's words, ``users`` the names of people by GUID."""

    def __init__(
        self, written: Iterable[Element], text: Callable[[Element], str | None], users: Mapping[str, str]
    ) -> None:
        self._written = {plain_guid(one.get("guid")): one for one in written}
        self._text = text
        self._users = users
        self._told: set[str] = set()

    def on(self, holder: Element) -> Iterator[Note]:
        """Give the notes that an element refers to."""
        for ref in holder.iterchildren():
            if is_refi(ref, "NoteRef"):
                note = self._note(plain_guid(ref.get("targetGUID")))
                if note is not None:
                    yield note

    def rest(self, *, own: bool) -> Iterator[tuple[str, Note]]:
        """Give the notes that no element has asked for: on a case where one that we wrote says so by its name, else on the project."""
        for key, one in self._written.items():
            note = None if key in self._told else self._note(key)
            if note is not None:
                name = one.get("name") or ""
                yield (name if own and name.startswith("case:") else "project"), note

    def _note(self, key: str) -> Note | None:
        one = self._written.get(key)
        if one is None:
            return None
        self._told.add(key)
        try:
            said = self._text(one) or described(one)
        except QualcodeError:
            # A note whose words no reader takes is passed over like one whose file is missing.
            said = described(one)
        return Note(said.strip(), self._users.get(plain_guid(one.get("creatingUser")), "")) if said.strip() else None


def described(one: Element) -> str:
    """Give an element's own description, "" when it has none."""
    return next((d.text or "" for d in one.iterchildren() if is_refi(d, "Description")), "").strip()
