"""Exchanging words in stored texts, memos and history; the ledger keeps the vault's ids of secret words, never the words.

Events of row "words" hold where the words stand *now* ("at"), whether their step is done or undone: every further exchange at the same
place moves them along, so that steps of several coders can be taken back in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, update

from qualcode.domain.edits import Edit, Edits
from qualcode.domain.errors import N_, QualcodeError, RefusedError
from qualcode.domain.rewording import Rewording, Wording
from qualcode.domain.spans import Span
from qualcode.storage.case_renaming import rename_case
from qualcode.storage.span_shifting import Moved, Shift, move_back, shift_document
from qualcode.storage.tables import EVENT
from qualcode.storage.worded_places import Place, document_text, place_key, place_of, put_words, words_at

if TYPE_CHECKING:
    from qualcode.storage.ledger import Change

WORDS, CASE = "words", "case-name"
"""The rows of events that are no rows of a table."""

Originals = Callable[[str], str | None]
"""Gives the words of a vault's id, or None when the vault does not hold them."""

Row = dict[str, Any]


class OriginalNeededError(RefusedError):
    """A step whose words only the vault holds."""

    sentence = N_(
        "Step {step} exchanges names, whose words are in the vault alone: give its passphrase to go over that step."
    )


class WordsChangedError(QualcodeError):
    """The words that a step put there have been changed since."""

    sentence = N_(
        "Step {step} cannot be undone or redone: words of {document} that it exchanged have been changed since; undo that change first."
    )


def reword(change: Change, place: Place, rewordings: Iterable[Rewording]) -> tuple[Span, ...]:
    """Exchange words at a place, move along what is anchored in them, and give where the new words stand, in the order of the text."""
    ordered = sorted(rewordings, key=lambda r: r.start)
    edits = Edits.of([Edit(r.start, r.end, r.after.text) for r in ordered])
    moved = _exchange(change.connection, place, edits)
    spans = edits.new_positions()
    change.note(
        WORDS,
        place_key(place),
        {"words": [_kept(r.before) for r in ordered]},
        {"words": [_kept(r.after) for r in ordered], "at": [[s.start, s.end] for s in spans], "moved": moved},
    )
    return spans


def reword_document(change: Change, document: str, rewordings: Iterable[Rewording]) -> tuple[Span, ...]:
    """Do the same in a document's stored text."""
    return reword(change, document_text(document), rewordings)


def reword_case(change: Change, old: Wording, new: str) -> None:
    """Give a case that is named after a person another name, wherever the case is spoken of."""
    rename_case(change.connection, old.text, new)
    change.note(CASE, new, {"words": _kept(old)}, {"words": {"t": new}})


def turn_words(
    connection: Connection, line: Mapping[Any, Any], originals: Originals | None, *, backwards: bool
) -> None:
    """Take an exchange back, or make it again.

    Raises:
        OriginalNeededError: when it needs words that only the vault holds; WordsChangedError: when other words stand there now.
    """
    now, then = ("after", "before") if backwards else ("before", "after")
    step = line["step"]
    if line["row"] == CASE:
        names = [_told(step, line[side]["words"], originals) for side in (now, then)]
        rename_case(connection, names[0], names[1])
        return
    place = place_of(line["key"])
    text = words_at(connection, place)
    at = [Span(a, b) for a, b in line["after"]["at"]]
    standing = [_told(step, words, originals) for words in line[now]["words"]]
    wanted = [_told(step, words, originals) for words in line[then]["words"]]
    if text is None or [span.of(text) for span in at] != standing:
        if text is None or place[0] != "document":
            # A memo that was written anew, or a line of history: it has no such words any more, and none come back.
            return
        raise WordsChangedError(step=step, document=place[1])
    edits = Edits.of([Edit(s.start, s.end, words) for s, words in zip(at, wanted, strict=True)])
    moved = _exchange(connection, place, edits)
    if backwards:
        move_back(connection, line["after"]["moved"], list(edits.new_positions()))
    else:
        _put_after(connection, step, line["position"], moved=moved)


def forget_words(connection: Connection, vault_ids: frozenset[str]) -> int:
    """Let history bring words back no more: exchanges of these vault ids keep what stands there. Gives their number."""
    number = 0
    for line in connection.execute(select(EVENT).where(EVENT.c.row.in_([WORDS, CASE]))).mappings().all():
        sides = [line["before"]["words"], line["after"]["words"]]
        if line["row"] == CASE:
            if any(one.get("v") in vault_ids for one in sides):
                told = {"words": {"t": line["key"]}}
                connection.execute(update(EVENT).where(*_here(line)).values(before=told, after=told))
                number += 1
            continue
        kept = [list(pair) for pair in zip(*sides, strict=True)]
        for pair in kept:
            if any(one.get("v") in vault_ids for one in pair):
                safe = next((one for one in pair if "t" in one), {"t": "[…]"})
                pair[:] = [safe, safe]
                number += 1
        if number:
            before, after = ([pair[side] for pair in kept] for side in (0, 1))
            connection.execute(
                update(EVENT)
                .where(*_here(line))
                .values(before={**line["before"], "words": before}, after={**line["after"], "words": after})
            )
    return number


def _exchange(connection: Connection, place: Place, edits: Edits) -> list[Moved]:
    text = words_at(connection, place)
    if text is None:
        message = f"no words at {place[:2]}"
        raise LookupError(message)
    shift = Shift(edits)
    put_words(connection, place, edits.apply(text))
    if place == document_text(str(place[1])):
        shift_document(connection, str(place[1]), text, shift)
    _shift_exchanges(connection, place, edits)
    return shift.moved


def _shift_exchanges(connection: Connection, place: Place, edits: Edits) -> None:
    here = select(EVENT).where(EVENT.c.row == WORDS, EVENT.c.key == place_key(place))
    for line in connection.execute(here).mappings().all():
        spans = [edits.forward(Span(a, b)) for a, b in line["after"]["at"]]
        _put_after(connection, line["step"], line["position"], at=[[s.start, s.end] for s in spans])


def _put_after(connection: Connection, step: int, position: int, **values: Sequence[Any]) -> None:
    here = (EVENT.c.step == step, EVENT.c.position == position)
    after = connection.execute(select(EVENT.c.after).where(*here)).scalar()
    connection.execute(update(EVENT).where(*here).values(after={**(after or {}), **values}))


def _kept(words: Wording) -> Row:
    return {"v": words.vault_id} if words.secret else {"t": words.text}


def _told(step: int, words: Mapping[str, str], originals: Originals | None) -> str:
    if "t" in words:
        return words["t"]
    found = originals(words["v"]) if originals is not None and words["v"] else None
    if found is None:
        raise OriginalNeededError(step=step)
    return found


def _here(line: Mapping[Any, Any]) -> tuple[Any, Any]:
    return EVENT.c.step == line["step"], EVENT.c.position == line["position"]
