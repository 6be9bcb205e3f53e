"""Verifying: does every quote and count in a Word file stand in the project as it is printed?

Each is found by the tag of its content control. Words outside the controls are the author's own; only the leak check reads them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qualcode.analysis.counting import count_all
from qualcode.domain.coding import Coding
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import Audience, Leak
from qualcode.domain.minutes import Document
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents, hits
from qualcode.usecases.checking_leaks import check
from qualcode.usecases.material import load_material
from qualcode.usecases.project import Project
from qualcode.usecases.publishing import codebook_words
from qualcode.usecases.quoting import published_text, quote_id

QUOTE, COUNT = "qualcode:quote:", "qualcode:count:"
_SHOWN = 60
"""Characters shown around the first word that differs."""

UNKNOWN_QUOTE = N_("no coding of the project has this id: the passage is no longer coded, or the id was never given")
CHANGED_QUOTE = N_("the words differ from the project: printed “{printed}”, in the project “{known}”")
MOVED_QUOTE = N_("stands under “{heading}”, but is coded as {codes}")
SWAPPED_QUOTE = N_("these are the words of the quote {other}")
UNKNOWN_COUNT = N_("the codebook declares no such count")
CHANGED_COUNT = N_("counted again it reads: “{known}”; printed: “{printed}”")
ONLY_TAGGED = N_(
    "Checked are the quotes and the sentences of the counts; figures in tables and other words of the text are not."
)
UNTAGGED = N_("the file holds no quote or count of qualcode: nothing to verify but the leak check")


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
    """What was looked at and what does not hold."""

    quotes: int
    counts: int
    faults: tuple[Fault, ...]
    leaks: tuple[Leak, ...]


def verify(
    project: Project,
    path: Path,
    *,
    audience: Audience = Audience.PUBLISHED,
    wave: str | None = None,
    passphrase: str | None = None,
) -> Verified:
    """Check a Word file against the project, and search it for what its audience may not see.

    Raises:
        NotAWordFileError, QualcodeError: when it is no Word file, or a damaged one; PassphraseNeededError, UnknownWaveError.
    """
    from qualcode.exchange.word_controls import controls

    if path.suffix.lower() != ".docx":
        raise NotAWordFileError(path=path)
    found = controls(path)
    quoted = [c for c in found if c.tag.startswith(QUOTE)]
    counted = [c for c in found if c.tag.startswith(COUNT)]
    faults: list[Fault] = []
    if quoted:
        known = _Known(project)
        for control in quoted:
            faults += known.faults(control.tag.removeprefix(QUOTE), control.text, control.headings)
    if counted:
        # The file was written in the project's language, whatever the person before the screen speaks.
        source = project.speaking(project.settings.language)
        sentences = {c.id: c.sentence for c in count_all(load_material(source), wave)}
        for control in counted:
            faults += _count_faults(control.tag.removeprefix(COUNT), control.text, sentences)
    exempt = set(codebook_words(project))
    if audience is Audience.INTERNAL:
        exempt |= {d.metadata.case for d in documents(project.store, segments=False)}
    leaks = check(project, path, ".docx", audience=audience, passphrase=passphrase, exempt=exempt).leaks
    return Verified(len(quoted), len(counted), tuple(faults), leaks)


class _Known:
    """The passages of the project by the ids of their quotes."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.names = {c.path: {w.casefold() for w in c.names.values()} | {c.path} for c in project.codebook.walk()}
        self.passages: dict[str, list[Coding]] = defaultdict(list)
        for coding in codings(project.store):
            self.passages[quote_id(project, coding.document, coding.span)].append(coding)
        self._shelf: dict[str, Document] = {d.id: d for d in documents(project.store)}
        self._texts: dict[str, str] = {}

    def text(self, identity: str) -> str:
        """Give a quote as the project would print it now."""
        if identity not in self._texts:
            coding = self.passages[identity][0]
            known = hits(self.project.store, coding.document)
            self._texts[identity] = published_text(self.project, self._shelf[coding.document], coding.span, known)[0]
        return self._texts[identity]

    def faults(self, identity: str, printed: str, headings: tuple[str, ...]) -> Iterable[Fault]:
        if identity not in self.passages:
            yield Fault(identity, UNKNOWN_QUOTE, {})
            return
        if printed != self.text(identity):
            other = next((k for k in self.passages if k != identity and self.text(k) == printed), "")
            if other:
                yield Fault(identity, SWAPPED_QUOTE, {"other": other})
            else:
                was, now = _first_difference(printed, self.text(identity))
                yield Fault(identity, CHANGED_QUOTE, {"printed": was, "known": now})
        codes = {c.code for c in self.passages[identity]}
        # Only a heading that names a code or theme claims something: an author's own headings do not.
        claimed = [path for path, names in self.names.items() if headings and headings[-1].casefold() in names]
        inside = any(code == path or code.startswith(f"{path}/") for code in codes for path in claimed)
        if claimed and not inside:
            yield Fault(identity, MOVED_QUOTE, {"heading": headings[-1], "codes": ", ".join(sorted(codes))})


def _count_faults(identity: str, printed: str, sentences: Mapping[str, str]) -> Iterable[Fault]:
    if identity not in sentences:
        yield Fault(identity, UNKNOWN_COUNT, {})
    elif printed != sentences[identity]:
        yield Fault(identity, CHANGED_COUNT, {"known": sentences[identity], "printed": printed})


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
