"""Verifying: does every quote, count, table and passage in a Word file stand in the project as it is printed?

Each is found by the tag of its content control, a table by the one in its caption. What has no tag is the author's own; only the
leak check reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import Audience, Leak
from qualcode.exchange.word_ids import CELL, COUNT, METHOD, PASSAGE, QUOTE, QUOTES, read_table_tag
from qualcode.storage.document_rows import documents
from qualcode.usecases.checking_leaks import check
from qualcode.usecases.comparing_tables import differences
from qualcode.usecases.export_gate import own_words
from qualcode.usecases.known_quotes import KnownQuotes
from qualcode.usecases.project import Project
from qualcode.usecases.remaking import Remade, remade
from qualcode.usecases.words_after import passage_differs, quote_differs

if TYPE_CHECKING:
    from qualcode.exchange.word_controls import Control
    from qualcode.exchange.word_tables import PrintedTable

_SHOWN = 60
"""Characters shown around the first word that differs."""

UNKNOWN_QUOTE = N_("no coding of the project has this id: the passage is no longer coded, or the id was never given")
CHANGED_QUOTE = N_("the words differ from the project: printed “{printed}”, in the project “{known}”")
MOVED_QUOTE = N_("stands under “{heading}”, but is coded as {codes}")
CHANGED_AFTER = N_("the words after it differ from the project: printed “{printed}”, in the project “{known}”")
MISSING_AFTER = N_("after it the words “{known}” of the project are missing")
ADDED_AFTER = N_("after it stands “{printed}”, but in the project nothing")
SWAPPED_QUOTE = N_("these are the words of the quote {other}")
UNKNOWN_COUNT = N_("the codebook declares no such count")
CHANGED_COUNT = N_("counted again it reads: “{known}”; printed: “{printed}”")
UNKNOWN_SENTENCE = N_("the project has nothing to say here now; printed: “{printed}”")
CHANGED_CELL = N_("row “{row}”, column “{column}”: counted again it reads “{known}”; printed: “{printed}”")
UNKNOWN_ROW = N_("row “{row}”: the project has no such row in this table")
UNKNOWN_COLUMN = N_(
    "row “{row}”, column “{column}”: the project has no such column in this table; printed: “{printed}”"
)
UNKNOWN_TABLE = N_("the project has no such table now: its wave, attribute or codes are no longer there")
CHANGED_QUESTION = N_(
    "the caption asks for something else than the table shows: asked for was “{known}”; printed: “{printed}”"
)
CHANGED_STATUS = N_("judged or proposed now: “{known}”; printed: “{printed}”")
UNKNOWN_STATUS = N_("the project has no such cell now, or nothing to say in it; printed: “{printed}”")
CHANGED_PASSAGE = N_("the words differ from the stored text: printed “{printed}”, stored “{known}”")
UNKNOWN_PASSAGE = N_("no coding or suggestion has this id now")
ONLY_TAGGED = N_("Text that the program has not written is not checked but for names.")
UNCHECKED = N_("Not checked but for names: the table “{caption}”.")
UNCHECKED_WITHOUT = N_("Not checked but for names: a table without a caption.")


class NothingToVerifyError(QualcodeError):
    """A file that holds nothing of qualcode's."""

    sentence = N_(
        "{path} holds no quote, count or table with an id of qualcode: nothing in it can be verified; no name was found in it."
    )


class NotAWordFileError(QualcodeError):
    """Something else than a Word file."""

    sentence = N_("{path}: only .docx files that qualcode wrote can be verified.")
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the quote's or count's id, and an English sentence with its fields."""

    id: str
    sentence: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and what does not hold.

    ``counts`` are declared counts, ``sentences`` others with numbers and the cells of a case's page; ``unnamed`` is how many tables have no
    id, ``unchecked`` the captions of those, and of the ones whose question the file does not tell: they are searched for names alone.
    """

    quotes: int
    counts: int
    sentences: int
    tables: int
    passages: int
    unnamed: int
    unchecked: tuple[str, ...]
    faults: tuple[Fault, ...]
    leaks: tuple[Leak, ...]

    @property
    def nothing(self) -> bool:
        """Tell whether nothing could be verified."""
        return not (self.quotes or self.counts or self.sentences or self.tables or self.passages)


def verify(
    project: Project,
    path: Path,
    *,
    audience: Audience | None = None,
    wave: str | None = None,
    passphrase: str | None = None,
) -> Verified:
    """Check a Word file against the project, and search it for what its audience may not see.

    Without an ``audience`` it is the internal one for what only internal files hold (rows or pages of
    cases, coders), else the published one.

    Raises:
        NotAWordFileError, QualcodeError: when it is no Word file, or a damaged one; NothingToVerifyError: when it holds nothing of
        qualcode's and no leak either; PassphraseNeededError, UnknownWaveError.
    """
    from qualcode.exchange.word_controls import controls
    from qualcode.exchange.word_tables import printed_tables

    if path.suffix.lower() != ".docx":
        raise NotAWordFileError(path=path)
    found = controls(path)
    quoted = [c for c in found if c.tag.startswith(QUOTE)]
    tables = printed_tables(path)
    named = [t for t in tables if read_table_tag(t.tag) is not None]
    told = [c for c in found if c.tag.startswith((COUNT, CELL, PASSAGE))]
    audience = audience or _audience(told, named)
    faults: list[Fault] = []
    now = Remade()
    known = KnownQuotes(project)
    if quoted:
        for control in quoted:
            faults += _quote_faults(known, control)
    if told or named:
        captions = {t.tag: t.caption for t in named}
        tags = [*(c.tag for c in told), *captions]
        notes = "\n".join(c.text for c in told)
        now = remade(project, tags, audience=audience, wave=wave, captions=captions, notes=notes)
        for table in (t for t in named if t.tag == QUOTES):
            now.tables[table.tag] = [known.table(row[0] for row in table.rows[1:] if row)]
        faults += (fault for control in told for fault in _sentence_faults(control, now))
        faults += (fault for table in named if table.tag not in now.unasked for fault in _table_faults(table, now))
    # What the gate let pass when the file was written: the codebook's words, and sentences that the program made of them.
    exempt = {*own_words(project), *(said for tag, said in now.sentences.items() if tag.startswith(COUNT))}
    if audience is Audience.INTERNAL:
        exempt |= {d.metadata.case for d in documents(project.store, segments=False)}
    found_leaks = check(
        project, path, ".docx", audience=audience, passphrase=passphrase, exempt=exempt, spoken=now.spoken
    )
    declared = [c for c in told if c.tag.startswith(COUNT) and not c.tag.startswith(COUNT + METHOD)]
    passages = [c for c in told if c.tag.startswith(PASSAGE)]
    done = Verified(
        quotes=len(quoted),
        counts=len(declared),
        sentences=len(told) - len(declared) - len(passages),
        tables=len(named) - len(now.unasked),
        passages=len(passages),
        unnamed=len(tables) - len(named),
        unchecked=tuple(t.caption for t in tables if read_table_tag(t.tag) is None or t.tag in now.unasked),
        faults=tuple(faults),
        leaks=found_leaks.leaks,
    )
    if done.nothing and not done.leaks:
        raise NothingToVerifyError(path=path)
    return done


_OF_CASES = {"cells", "saturation", "disclosure", "kwic", "query", "history"}
_BY_CELL = {("compare", "cell"), ("compare", "every"), ("combinations", "cases")}
_INSIDE = {("counts", "cases"), ("trail", "coders")}
"""Tables that only internal files hold."""


def _audience(told: Iterable[Control], named: Iterable[PrintedTable]) -> Audience:
    inside = any(control.tag.startswith((CELL, PASSAGE)) for control in told)
    tags = [tag for table in named if (tag := read_table_tag(table.tag)) is not None]
    inside = inside or any(
        tag.kind in _OF_CASES or (tag.kind, tag.key) in _INSIDE or (tag.kind, tag.view) in _BY_CELL for tag in tags
    )
    return Audience.INTERNAL if inside else Audience.PUBLISHED


def _quote_faults(known: KnownQuotes, control: Control) -> Iterable[Fault]:
    identity, printed, headings = control.tag.removeprefix(QUOTE), control.text, control.headings
    if identity not in known.passages:
        yield Fault(identity, UNKNOWN_QUOTE, {})
        return
    if printed != known.text(identity):
        other = next((k for k in known.passages if k != identity and known.text(k) == printed), "")
        if other:
            yield Fault(identity, SWAPPED_QUOTE, {"other": other})
        else:
            was, now = _first_difference(printed, known.text(identity))
            yield Fault(identity, CHANGED_QUOTE, {"printed": was, "known": now})
    codes = {c.code for c in known.passages[identity]}
    # Only a heading that names a code or theme claims something: an author's own headings do not.
    claimed = [path for path, names in known.names.items() if headings and headings[-1].casefold() in names]
    inside = any(code == path or code.startswith(f"{path}/") for code in codes for path in claimed)
    if claimed and not inside:
        yield Fault(identity, MOVED_QUOTE, {"heading": headings[-1], "codes": ", ".join(sorted(codes))})
    may = known.after(identity, claimed)
    yield from _after_faults(
        identity, quote_differs(control.after, may, known.project.settings.language, claimed=bool(claimed))
    )


def _after_faults(identity: str, differs: tuple[str, str] | None) -> Iterable[Fault]:
    """Give what is wrong with the words after a quote or passage: what is printed and what is known."""
    if differs is not None:
        printed, known = differs
        sentence = CHANGED_AFTER if printed and known else MISSING_AFTER if known else ADDED_AFTER
        yield Fault(identity, sentence, {"printed": printed, "known": known})


def _sentence_faults(control: Control, now: Remade) -> Iterable[Fault]:
    """Give what is wrong with a sentence, the status of a cell or a passage, by the kind of its tag."""
    tag, printed = control.tag, control.text
    known = now.sentences.get(tag)
    if tag.startswith(PASSAGE):
        yield from _passage_faults(control, now)
        return
    if tag.startswith(CELL):
        name = control.headings[-1] if control.headings else tag.removeprefix(CELL)
        if known is None:
            yield Fault(name, UNKNOWN_STATUS, {"printed": printed})
        elif printed.split() != known.split():
            yield Fault(name, CHANGED_STATUS, {"printed": printed, "known": known})
        return
    identity = tag.removeprefix(COUNT)
    if any(identity.startswith(f"{METHOD}{tag.kind}-") for tag in map(read_table_tag, now.unasked) if tag is not None):
        return
    if printed == known or (identity.startswith(METHOD) and printed in now.sentences.values()):
        return
    if known is None:
        missing = UNKNOWN_SENTENCE if identity.startswith(METHOD) else UNKNOWN_COUNT
        yield Fault(identity, missing, {"printed": printed})
    else:
        yield Fault(identity, CHANGED_COUNT, {"known": known, "printed": printed})


def _passage_faults(control: Control, now: Remade) -> Iterable[Fault]:
    identity, known = control.tag.removeprefix(PASSAGE), now.sentences.get(control.tag)
    if known is None:
        yield Fault(identity, UNKNOWN_PASSAGE, {})
        return
    if control.text != known:
        was, is_now = _first_difference(control.text, known)
        yield Fault(identity, CHANGED_PASSAGE, {"printed": was, "known": is_now})
    yield from _after_faults(identity, passage_differs(control.after, now.after[control.tag]))


def _table_faults(table: PrintedTable, now: Remade) -> Iterable[Fault]:
    told = read_table_tag(table.tag)
    name = ":".join(part for part in (told.kind, told.wave, told.key) if part) if told else table.tag
    if table.tag not in now.tables:
        yield Fault(name, UNKNOWN_TABLE, {})
        return
    question = now.questions.get(table.tag, "")
    if question not in " ".join(table.caption.split()):
        yield Fault(name, CHANGED_QUESTION, {"known": question, "printed": table.caption})
    for one in differences(table, now.tables[table.tag]):
        fields = {"row": one.row, "column": one.column, "printed": one.printed, "known": one.known}
        if not one.column:
            yield Fault(name, UNKNOWN_ROW, fields)
        else:
            yield Fault(name, UNKNOWN_COLUMN if one.known is None else CHANGED_CELL, fields)


def _first_difference(printed: str, known: str) -> tuple[str, str]:
    """Give both texts around the first place where they differ."""
    at = next(
        (n for n, (a, b) in enumerate(zip(printed, known, strict=False)) if a != b), min(len(printed), len(known))
    )
    start = max(0, printed.rfind(" ", 0, max(0, at - _SHOWN // 2)) + 1)
    before = "…" if start else ""

    def around(text: str) -> str:
        return before + text[start : start + _SHOWN] + ("…" if len(text) > start + _SHOWN else "")

    return around(printed), around(known)
