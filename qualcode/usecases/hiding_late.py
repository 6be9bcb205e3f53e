"""Hiding a name found late: everywhere in the project, codings kept and moved along exactly."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.domain.finding import Hit, HitType, StoredHit
from qualcode.domain.minutes import Document
from qualcode.domain.rewording import Rewording, Wording
from qualcode.domain.spans import Span
from qualcode.storage.document_rows import add_late_hits, documents, every_hit, every_id
from qualcode.storage.ledger import Change, change
from qualcode.storage.rewording import reword, reword_case, reword_document
from qualcode.storage.worded_places import worded_places
from qualcode.usecases.coding_by_hand import checked_span
from qualcode.usecases.deciding_names import checked_replacement, fitted
from qualcode.usecases.hit_states import Standing, standing
from qualcode.usecases.material import find_document
from qualcode.usecases.names_in_files import FilesSearched, search_files, without_own_copies
from qualcode.usecases.nothing_hidden import NothingHidden, why_nothing_hidden
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import open_vault

if TYPE_CHECKING:
    from qualcode.anonymise.late_names import LateName
    from qualcode.anonymise.register import Register
    from qualcode.anonymise.vault import Vault

_SIGN_LENGTH = 4
_LONGEST = 200


class HiddenAlreadyError(QualcodeError):
    """The passage holds nothing but what was hidden before."""

    sentence = N_(
        "{document} {start}-{end} is hidden already ({hit}); `qualcode anonymise change {hit}` gives it other words."
    )


class BadNameError(UsageError):
    """Words that no name can be."""

    sentence = N_("That is no name: give one line with letters, at most {longest} characters.")


@dataclass(frozen=True, slots=True)
class HiddenLate:
    """What hiding a late name changed.

    ``hits`` in documents' texts, ``elsewhere`` in names, memos, summaries and history; ``kept`` tells whether the vault holds the words,
    so that the step can be undone; ``cleared`` whether no byte of them is left in the database's files; ``files`` still name it;
    ``nothing`` tells why nothing was hidden, if nothing was.
    """

    hits: int
    documents: tuple[str, ...]
    elsewhere: int
    kept: bool
    cleared: bool
    files: FilesSearched
    nothing: NothingHidden | None = None


@dataclass
class Sweep:
    """What one sweep over the project works with: the name, who is who, and where hidden words go."""

    project: Project
    name: LateName
    register: Register
    vault: Vault | None
    kind: HitType
    replacement: str | None = None

    def secret(self, words: str) -> Wording:
        """Give words as secret ones, kept in the vault when there is one."""
        kept = self.vault.put(words, self.kind) if self.vault is not None else ""
        return Wording(words, secret=True, vault_id=kept)

    def found(self, text: str, *, case: str, own: bool, sure: Span | None = None) -> tuple[Hit, ...]:
        """Give the name's occurrences in a text, with the replacement that was asked for or that grammar gives."""
        from qualcode.anonymise.late_names import late_hits

        hits = late_hits(text, self.name, self.register, case=case, own=own, sure=sure)
        if self.replacement is None:
            return hits
        asked = self.replacement
        plain = {h.replacement for h in hits if h.replacement.islower()} or {h.replacement for h in hits}
        base = {min(plain, key=len)} if plain else set()
        return tuple(h._replace(replacement=fitted(asked, h.replacement, base)) for h in hits)


def hide_late(
    project: Project,
    words: str | None = None,
    *,
    at: tuple[str, int, int] | None = None,
    kind: HitType = HitType.PERSON,
    replacement: str | None = None,
    passphrase: str | None = None,
) -> HiddenLate:
    """Hide a name in every document, memo, summary and line of history: ``words``, or what stands ``at`` (document, start, end).

    All its forms go (genitive, capitals, hyphenated, surname alone), in the documents that name the person also given name and initials.
    The words go to the vault; without a vault they are kept nowhere and the step cannot be undone.

    Raises:
        UnknownDocumentError, BadSpanError, BadNameError, BadReplacementError, HiddenAlreadyError: nothing is then changed.
        PassphraseNeededError: when there is a vault.
    """
    sweep, marked, sure = begun(project, words, at=at, kind=kind, replacement=replacement, passphrase=passphrase)
    shelf = documents(project.store, ids=every_id(project.store))
    found = found_in(sweep, shelf, marked, sure)
    vault, name = sweep.vault, sweep.name
    about = {"documents": list(found), "hits": sum(map(len, found.values()))}
    with change(project.store, project.coder, "hide-name", **about) as step:
        elsewhere = mask_elsewhere(step, sweep)
        for document in shelf:
            if document.id in found:
                mask_document(step, sweep, document, found[document.id])
        step.final = vault is None
        if vault is not None:
            # Before the project is written: words that leave it must be somewhere first.
            vault.save()
    cleared = project.store.compact()
    files = without_own_copies(project, search_files(project, name.text, kind))
    number = sum(map(len, found.values()))
    nothing = None if number or elsewhere else why_nothing_hidden(name.text, shelf, vault)
    return HiddenLate(number, tuple(found), elsewhere, vault is not None, cleared, files, nothing)


def begun(
    project: Project,
    words: str | None,
    *,
    at: tuple[str, int, int] | None,
    kind: HitType,
    replacement: str | None,
    passphrase: str | None,
    make: bool = True,
) -> tuple[Sweep, Document | None, Span | None]:
    """Give the sweep for a name, and the document and whole words that it was marked in, if it was."""
    from qualcode.anonymise.late_names import late_name
    from qualcode.anonymise.register import Register

    marked = None if at is None else find_document(project, at[0])
    sure = None if at is None or marked is None else whole_words(marked, checked_span(marked, at[1], at[2]))
    if marked is not None and sure is not None:
        _refuse_hidden(project, marked, sure)
    told = sure.of(marked.text) if marked is not None and sure is not None else one_name(words or "")
    asked = None if replacement is None else checked_replacement(project, replacement)
    vault = open_vault(project, passphrase, make=make)
    if asked is not None:
        checked_replacement(project, asked, vault)
    register = vault.register if vault is not None else Register()
    name = late_name(told, kind, register, marked.metadata.case if marked else "")
    return Sweep(project, name, register, vault, kind, asked), marked, sure


def whole_words(document: Document, span: Span) -> Span:
    """Give the span widened to whole words: half a name would be neither hidden nor found."""
    text = document.text
    start, end = span.start, span.end
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def one_name(words: str) -> str:
    """Give the words of a name, of one line.

    Raises:
        BadNameError.
    """
    told = words.strip()
    if not any(c.isalpha() for c in told) or "\n" in told or len(told) > _LONGEST:
        raise BadNameError(longest=_LONGEST)
    return told


def mask_document(step: Change, sweep: Sweep, document: Document, found: Sequence[Hit], *, keep: bool = True) -> None:
    """Exchange the name in one text and note where it was; hits that lay in the same words give way.

    Without ``keep`` the words are kept nowhere.
    """
    secrets = [sweep.secret(h.text) if keep else Wording(h.text, secret=True) for h in found]
    gone = [
        h.id
        for h in every_hit(sweep.project.store, document.id)
        if any(h.start < one.end and one.start < h.end for one in found)
    ]
    step.delete("hit", gone)
    spans = reword_document(
        step,
        document.id,
        [Rewording(h.start, h.end, secret, Wording(h.replacement)) for h, secret in zip(found, secrets, strict=True)],
    )
    add_late_hits(
        step,
        (
            StoredHit(
                "", document.id, s.start, s.end, h.type, h.replacement, h.rule, secret.vault_id, review="accepted"
            )
            for h, s, secret in zip(found, spans, secrets, strict=True)
        ),
    )


def mask_elsewhere(step: Change, sweep: Sweep, *, keep: bool = True) -> int:
    """Exchange the name in names of documents and cases, attributes, memos, summaries and history; give how many places it was in."""
    number = 0
    connection = step.connection
    shelf = documents(sweep.project.store, ids=every_id(sweep.project.store), segments=False)
    cases = dict.fromkeys(d.metadata.case for d in shelf)
    for case in cases:
        found = sweep.found(case, case="", own=_speaks_of(case, sweep.name))
        if found:
            secret = sweep.secret(case) if keep else Wording(case, secret=True)
            reword_case(step, secret, _new_case(sweep.project, case, found))
            number += 1
    # After the cases: a judgement's key is made of its case.
    for place, words in list(worded_places(connection)):
        if place[0] == "document" and place[2] == "text":
            continue
        found = sweep.found(words, case="", own=_speaks_of(words, sweep.name))
        if found:
            exchanges = [
                Rewording(
                    h.start,
                    h.end,
                    sweep.secret(h.text) if keep else Wording(h.text, secret=True),
                    Wording(h.replacement),
                )
                for h in found
            ]
            reword(step, place, exchanges)
            number += 1
    return number


def clear_forms(sweep: Sweep, document: Document, *, own: bool, sure: Span | None = None) -> tuple[Hit, ...]:
    """Give where the name stands in clear in a document, not in words that hide something already."""
    found = sweep.found(document.text, case=document.metadata.case, own=own, sure=sure)
    masks = [
        Span(h.start, h.end)
        for h in (every_hit(sweep.project.store, document.id) if found else ())
        if standing(document.text, h) is Standing.MASKED
    ]
    return tuple(h for h in found if not any(m.overlaps(Span(h.start, h.end)) for m in masks))


def found_in(
    sweep: Sweep, shelf: Iterable[Document], marked: Document | None, sure: Span | None
) -> dict[str, tuple[Hit, ...]]:
    """Give where a name stands in clear in the documents' texts, by document."""
    found: dict[str, tuple[Hit, ...]] = {}
    for document in shelf:
        here = marked is not None and document.id == marked.id
        if hits := clear_forms(sweep, document, own=here, sure=sure if here else None):
            found[document.id] = hits
    return found


def _refuse_hidden(project: Project, document: Document, span: Span) -> None:
    for hit in every_hit(project.store, document.id):
        if span.overlaps(Span(hit.start, hit.end)) and standing(document.text, hit) is Standing.MASKED:
            raise HiddenAlreadyError(document=document.id, start=span.start, end=span.end, hit=hit.id)


def _speaks_of(words: str, name: LateName) -> bool:
    low = words.casefold()
    return any(part.casefold() in low for part in name.parts)


def _new_case(project: Project, case: str, found: Sequence[Hit]) -> str:
    """Give a case another name, with a sign that keeps it apart from others, as importing does."""
    from qualcode.domain.edits import Edit, Edits

    masked = Edits.of([Edit(h.start, h.end, h.replacement) for h in found]).apply(case)
    sign = hmac.new(project.quote_key, case.casefold().encode(), hashlib.sha256).hexdigest()
    return f"{masked} {sign[:_SIGN_LENGTH]}"
