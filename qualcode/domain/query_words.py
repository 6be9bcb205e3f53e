"""The words of queries and counts in Swedish beside the English ones: both are understood, and either can be shown.

A query means the same in both: `planer[saknas] och inte behov inom avsnitt` is `planer[absent] and not behov within section`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

JOINING = {"och": "and", "eller": "or", "inte": "not", "nära": "near", "inom": "within"}
SCOPED = {"mening": "sentence", "stycke": "paragraph", "avsnitt": "section", "dokument": "document", "fall": "case"}
NAMED = {
    "fall": "case",
    "omgång": "wave",
    "kodare": "coder",
    "språk": "language",
    "fokus": "focus",
    "datum": "date",
    "namn": "name",
    "dokument": "document",
}
STATED = {
    "finns": "present",
    "finns inte": "absent",
    "saknas": "absent",
    "planeras": "planned",
    "har funnits": "past",
    "möjligen": "possible",
}
"""Statuses of passages; of two words for one the first is shown."""
APPROVED = {"godkänd": "approved", "skickad": "sent", "utkast": "draft"}
"""What `status=` may be."""

_PART = re.compile(
    r"""(?P<quoted>["“”][^"“”]*["“”]?)
    |(?P<name>[^\W\d][\w-]*)(?P<equals>\s*=\s*)(?P<value>["“”][^"“”]*["“”]?|[^\s()"“”]+)
    |(?P<word>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)(?P<brackets>\[[^\]]*\])?""",
    re.VERBOSE,
)


def joining(word: str | None) -> str | None:
    """Give the English of a word that joins, such as "och"; any other word is itself."""
    if word is None:
        return None
    small = word.casefold()
    return JOINING.get(small, small if small in JOINING.values() else word)


def scope(word: str | None) -> str | None:
    """Give the English of a word for where a query must hold; any other word is itself."""
    return word if word is None else SCOPED.get(word.casefold(), word)


def status(words: str) -> str:
    """Give the English of a status; any other words are themselves."""
    return STATED.get(" ".join(words.casefold().split()), words)


def statuses_told(values: Iterable[str]) -> str:
    """Give the statuses there are, each with its Swedish word: "present (finns), absent (saknas)"."""
    # Of two words for one the last is the one that people write in brackets.
    swedish = {english: word for word, english in STATED.items()}
    return ", ".join(f"{value} ({swedish[value]})" if value in swedish else value for value in values)


def attribute(name: str, value: str) -> tuple[str, str]:
    """Give the English of an attribute's name, and of its value where that is a document's status."""
    named = NAMED.get(name.casefold(), name)
    return named, APPROVED.get(value.casefold(), value) if named == "status" else value


def in_english(expression: str) -> str:
    """Give an expression, whole or not, with its Swedish words in English; words in quotation marks, codes and values stay."""
    return _spoken(expression, (JOINING, SCOPED, NAMED, STATED, APPROVED))


def in_language(expression: str, language: str) -> str:
    """Give an expression with its words in a language of the interface."""
    english = in_english(expression)
    if language != "sv":
        return english
    return _spoken(english, tuple(_turned(words) for words in (JOINING, SCOPED, NAMED, STATED, APPROVED)))


def _turned(words: Mapping[str, str]) -> dict[str, str]:
    turned: dict[str, str] = {}
    for swedish, english in words.items():
        turned.setdefault(english, swedish)
    return turned


def _spoken(expression: str, tables: tuple[Mapping[str, str], ...]) -> str:
    join, scopes, names, states, approved = tables
    within = {"within", "inom"}
    before = ""

    def part(m: re.Match[str]) -> str:
        nonlocal before
        last, before = before, (m["word"] or "").casefold()
        if m["quoted"]:
            return m[0]
        if m["name"]:
            name = names.get(m["name"].casefold(), m["name"])
            value = approved.get(m["value"].casefold(), m["value"]) if name == "status" else m["value"]
            return f"{name}{m['equals']}{value}"
        word, brackets = m["word"], m["brackets"] or ""
        if last in within and not brackets:
            return scopes.get(word.casefold(), word)
        joined = join.get(word.casefold())
        if joined is not None and (not brackets or brackets[1:-1].strip().isdigit()):
            return f"{joined}{brackets}"
        if brackets:
            told = [states.get(" ".join(s.casefold().split()), s.strip()) for s in brackets[1:-1].split(",")]
            return f"{word}[{', '.join(told)}]"
        return word

    return _PART.sub(part, expression)
