"""The certificate of an erasure, to file with the decision: Markdown for people, JSON for machines; it names nobody."""

from __future__ import annotations

import json
from dataclasses import asdict

from qualcode.domain.erasure import Erasure
from qualcode.domain.errors import N_
from qualcode.language.wording import translator

GROUNDS = {
    "consent-withdrawn": N_("consent withdrawn"),
    "gallring": N_("decision on disposal (gallringsbeslut)"),
    "other": N_("other"),
}
_LINES = (
    ("project", N_("Project")),
    ("step", N_("Step in the history")),
    ("at", N_("When (UTC)")),
    ("coder", N_("By")),
    ("ground", N_("Ground")),
    ("reason", N_("In words")),
    ("hits", N_("Hidden passages that can no longer be turned back")),
    ("masked", N_("Passages in clear that were masked")),
    ("elsewhere", N_("Memos, summaries, names and lines of history changed")),
    ("originals", N_("Entries removed from the vault")),
    ("documents", N_("Documents concerned")),
    ("codings_kept", N_("Codings kept")),
    ("naming", N_("Other files that still hold the name, listed when it was done")),
    ("database_sha256", N_("SHA-256 of the database afterwards")),
)


def as_json(erasure: Erasure, *, naming: int) -> str:
    """Give the certificate as one JSON value; ``naming`` is how many files still held the name."""
    return json.dumps({**asdict(erasure), "naming": naming}, ensure_ascii=False, indent=1) + "\n"


def as_markdown(erasure: Erasure, *, naming: int, lang: str) -> str:
    """Give the certificate as a table in Markdown, in the language asked for."""
    say = translator(lang)
    told = {**asdict(erasure), "naming": naming, "ground": say(GROUNDS.get(erasure.ground, erasure.ground))}
    rows = []
    for key, label in _LINES:
        value = told[key]
        words = ", ".join(value) if isinstance(value, tuple | list) else str(value)
        if words:
            rows.append(f"| {say(label)} | {words.replace('|', '/')} |")
    head = say(N_("Certificate of erasure"))
    said = say(N_("A person was removed from the vault, the texts and the history of this project. The codings stay."))
    names, values = say(N_("What")), say(N_("Value"))
    return f"# {head}\n\n{said}\n\n| {names} | {values} |\n| --- | --- |\n" + "\n".join(rows) + "\n"
