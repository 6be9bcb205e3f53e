"""From a file as read to a document as stored: names hidden, text cut into segments, comments kept aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.domain.coding import Memo
from qualcode.domain.finding import HitType, StoredHit
from qualcode.domain.minutes import Block, Document, Metadata, Participant, RawDocument
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import add_memos
from qualcode.storage.ledger import Change
from qualcode.usecases.import_desk import Desk

if TYPE_CHECKING:
    from qualcode.anonymise.pseudonymising import Pseudonymised


def make_document(
    desk: Desk,
    raw: RawDocument,
    meta: Metadata,
    listed: Sequence[Participant],
    roster_spans: Sequence[Span],
) -> tuple[Document, Pseudonymised]:
    """Give the document without its id and version, and what was hidden in its text."""
    from qualcode.engine.segmenting import segment_rows

    hidden = desk.hide(raw.text, meta.case, blocks=raw.blocks, participants=listed)
    forward = hidden.edits.mover()
    blocks = tuple(Block(b.kind, forward(b.span), b.level) for b in raw.blocks)
    spans = tuple(map(forward, roster_spans))
    roles = {desk.hide(p.role, "", participants=listed).text for p in listed if p.role and not p.agency}
    document = Document(
        id="",
        name=_own_name(desk, raw.name, meta.case, listed),
        metadata=meta,
        text=hidden.text,
        sha256=raw.sha256,
        segments=segment_rows(hidden.text, blocks, roster=spans, guide=desk.project.guide),
        roles=tuple(sorted(roles)),
        participants=sum(not p.agency for p in listed),
    )
    return document, hidden


def _own_name(desk: Desk, name: str, case: str, listed: Sequence[Participant]) -> str:
    """Give a document's name without people's: piece by piece, since in a text the whole name of such a file would be hidden."""
    stem, stop, ending = name.rpartition(".")
    return desk.hide(_nameless(stem, listed), case, participants=listed).text + stop + ending if stem else name


def _nameless(name: str, listed: Sequence[Participant]) -> str:
    """Give a file's name without the names of those who are listed, however it is spelt: "wikblom_dialog" holds no capital to find."""
    from qualcode.anonymise.name_shapes import name_parts

    known = {part.casefold() for person in listed for part in name_parts(person.name) if len(part) >= _LEAST}
    return _LETTERS.sub(lambda met: _SOMEBODY if met[0].casefold() in known else met[0], name)


_LEAST = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_SOMEBODY = "deltagare"


def to_vault(desk: Desk, hidden: Sequence[Pseudonymised]) -> list[list[str]]:
    """Put what was hidden in texts into the vault, before the project sees them, and give the ids for each: hits, then doubts.

    Without a text there is nothing to keep, so no vault is made for files that were all refused.
    """
    if desk.vault is None or not hidden:
        return [[] for _ in hidden]
    ids = [
        [
            *(desk.vault.put(h.text, h.type) for h in one.hits),
            *(desk.vault.put(d.text, HitType.PERSON) for d in one.doubts),
        ]
        for one in hidden
    ]
    desk.vault.save()
    return ids


def stored_hits(key: str, hidden: Pseudonymised, vault_ids: list[str]) -> list[StoredHit]:
    """Give the hits at their places in the stored text; the words themselves are in the vault or nowhere.

    Hits and doubts were replaced and lie where the edits put them; what was kept lies where it is said to.
    """
    ids = iter(vault_ids)
    forward = hidden.edits.mover()
    lines: list[tuple[Span, HitType, str, str, str, bool]] = []
    for hit in hidden.hits:
        span = forward(Span(hit.start, hit.end))
        lines.append((span, hit.type, hit.replacement, hit.rule, next(ids, ""), False))
    for doubt in hidden.doubts:
        span = forward(Span(doubt.start, doubt.end))
        lines.append((span, HitType.PERSON, "", "doubt", next(ids, ""), True))
    lines += [(Span(h.start, h.end), h.type, h.replacement, h.rule, "", False) for h in hidden.kept]
    return [
        StoredHit(f"{key}-h{number}", key, span.start, span.end, kind, new, rule, vault_id, doubt)
        for number, (span, kind, new, rule, vault_id, doubt) in enumerate(
            sorted(lines, key=lambda one: one[0]), start=1
        )
    ]


def keep_comments(desk: Desk, step: Change, key: str, raw: RawDocument, listed: Sequence[Participant]) -> None:
    """Keep the comments of a file as memos of its document, without the names in them or of who wrote them."""
    from qualcode.anonymise.functions import is_function

    if not raw.comments:
        return
    # Whoever wrote a comment is a person, whatever the name looks like; a function ("Länssamordnaren") is none.
    authors = {c.author for c in raw.comments if c.author and not is_function(c.author)}
    known = (*listed, *(Participant(author, agency=True) for author in sorted(authors)))
    said = (f"{c.author}: {c.text}" if c.author else c.text for c in raw.comments)
    texts = [desk.hide(words, "", participants=known).text for words in said]
    add_memos(step, [Memo("", f"document:{key}", text, desk.project.coder) for text in texts])
