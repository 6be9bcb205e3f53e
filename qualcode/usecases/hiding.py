"""Hiding names: the one way from a text to its stored or published level, by a project's settings or the strict default."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from qualcode.domain.finding import Level
from qualcode.domain.minutes import Block, Participant
from qualcode.domain.settings import Settings

if TYPE_CHECKING:
    from qualcode.anonymise.policy import Policy
    from qualcode.anonymise.pseudonymising import Pseudonymised
    from qualcode.anonymise.register import Register
    from qualcode.anonymise.vault import Vault

STDIN = "-"
_READYING = Lock()


def policy_of(settings: Settings | None) -> Policy:
    """Give the policy table of a project, or the strict one without a project."""
    from qualcode.anonymise.policy import Policy

    levels: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, row in (settings.policy if settings else {}).items():
        for level, action in row.items():
            levels[level][kind] = action
    return Policy.of(levels)


def with_policy(settings: Settings | None, changes: Sequence[str]) -> Settings:
    """Give the settings with a changed policy; a change is "TYPE=ACTION" for both levels or "LEVEL.TYPE=ACTION" for one.

    Raises:
        BadPolicyError: when one is not understood.
    """
    from qualcode.anonymise.policy import policy_change

    told = {kind: dict(row) for kind, row in (settings.policy if settings else {}).items()}
    for change in changes:
        for level, kind, action in policy_change(change):
            told.setdefault(kind, {})[level] = action
    return replace(settings or Settings("x"), policy=told)


def hide(
    text: str,
    *,
    settings: Settings | None = None,
    level: Level = Level.STORED,
    case: str = "",
    register: Register | None = None,
    blocks: Sequence[Block] = (),
    participants: Sequence[Participant] = (),
) -> Pseudonymised:
    """Replace what identifies people, as far as the policy says for ``level``."""
    from qualcode.anonymise.own_recognisers import recognisers_beside
    from qualcode.anonymise.pseudonymising import pseudonymise

    beside = recognisers_beside(settings.recognisers, settings.spacy) if settings else recognisers_beside((), "auto")
    return pseudonymise(
        text,
        blocks=blocks,
        participants=participants,
        case=case,
        level=level,
        policy=policy_of(settings),
        register=register,
        always=settings.always if settings else (),
        never=settings.never if settings else (),
        recognisers=beside,
        link=settings.link_people if settings else True,
    )


def get_ready(settings: Settings) -> None:
    """Read the word lists that names are told by, which takes seconds the first time.

    Two threads that want them at once would both read them: the second waits for the first.
    """
    with _READYING:
        hide("Samtal med Anna Bergsjö. Ytterby ringde.", settings=settings)


def stored_words(text: str, settings: Settings, vault: Vault | None = None) -> str:
    """Give an analyst's own words (a memo, a summary) as they may be stored: names and contact details reach no database.

    With the ``vault`` open, whoever it knows is hidden first: in small letters and by the surname alone, as no finder could.
    """
    words = text.strip()
    if not words:
        # Most judgements have no summary: nothing is to be read to find no names in it.
        return ""
    if vault is not None:
        from qualcode.anonymise.own_notes import VaultNames

        originals = [(one.text, one.type) for one in vault.originals()]
        words = VaultNames(originals, vault.register.everyone()).hidden(words)
    return hide(words, settings=settings).text


def try_hiding(
    path: str, *, level: Level, text_only: bool, settings: Settings | None = None, policy: Sequence[str] = ()
) -> Pseudonymised:
    """Show what would be hidden in a file, or in standard input when ``path`` is "-"; nothing is kept.

    ``text_only``: the file's decoded text as it stands, without front matter or markup being understood. ``policy`` are changes of
    the settings' policy to try, "TYPE=ACTION" or "LEVEL.TYPE=ACTION".

    Raises:
        QualcodeError: what reading the file says; BadPolicyError: for a change that is not understood.
    """
    if policy:
        settings = with_policy(settings, policy)
    if path == STDIN:
        return hide(plain_text(sys.stdin.buffer.read(), STDIN), settings=settings, level=level)
    if text_only:
        return hide(plain_text(_bytes(Path(path)), path), settings=settings, level=level)
    from qualcode.exchange.metadata import resolve
    from qualcode.exchange.reading import read
    from qualcode.usecases.front_people import front_people

    raw = read(Path(path))
    case = resolve(raw, options={}, row=None).case
    return hide(raw.text, settings=settings, level=level, case=case, blocks=raw.blocks, participants=front_people(raw))


def hidden_json(found: Pseudonymised) -> dict[str, Any]:
    """Give the result in the fixed JSON form."""
    return {
        "text": found.text,
        "hits": [
            {
                "start": h.start,
                "end": h.end,
                "type": h.type.value,
                "text": h.text,
                "replacement": h.replacement,
                "rule": h.rule,
            }
            for h in found.hits
        ],
        "review": [{"start": d.start, "end": d.end, "text": d.text, "reason": d.reason} for d in found.doubts],
    }


def plain_text(data: bytes, name: str) -> str:
    """Decode a text: NFC, LF, without a byte-order mark.

    Raises:
        BinaryFileError, CharsetError.
    """
    from qualcode.exchange.charsets import decode

    text, _ = decode(data, name)
    return text


def _bytes(path: Path) -> bytes:
    from qualcode.exchange.file_guards import MAX_TEXT_BYTES, EmptyFileError, take

    with suppress(EmptyFileError):
        return take(path, limit=MAX_TEXT_BYTES)
    return b""
