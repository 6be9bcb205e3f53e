"""Building a query part by part: what may be asked for in a project, and how one more part joins what is asked already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qualcode.domain.coding import CODABLE
from qualcode.domain.errors import N_
from qualcode.domain.queries import SCOPES, AnyOf, HasAttribute, HasCode, HasWords, parse_query
from qualcode.domain.query_words import in_english
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents
from qualcode.usecases.project import Project

DEFAULT_SCOPE = "paragraph"
_MOST_VALUES = 60
"""So many values of an attribute are offered; more are typed by hand."""


class Join(StrEnum):
    """How a part joins what is asked already."""

    AND = "and"
    OR = "or"
    NOT = "and not"
    NEAR = "near"


JOINS = {
    Join.AND: N_("and: both must hold"),
    Join.OR: N_("or: one is enough"),
    Join.NOT: N_("and not: it must not hold"),
    Join.NEAR: N_("near: at most twenty words apart"),
}
SCOPE_WORDS = {
    "sentence": N_("in one sentence"),
    "paragraph": N_("in one paragraph"),
    "section": N_("in one section"),
    "document": N_("in one document"),
    "case": N_("in one case, whatever the document"),
}
"""Where a query must hold, in words."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something to ask of documents and codings, such as case = Gotlands län."""

    name: str
    value: str


def code_part(path: str, statuses: Iterable[str] = ()) -> str:
    """Give the part that asks for a code or theme, in any status or those named."""
    told = [status for status in statuses if status in [*map(str, CODABLE)]]
    return f"{path}[{','.join(told)}]" if told else path


def words_part(words: str) -> str:
    """Give the part that asks for words; quotation marks cannot stand in them."""
    return '"' + " ".join(words.replace('"', " ").replace("”", " ").replace("“", " ").split()) + '"'


def attribute_part(asked: Attribute) -> str:
    """Give the part that asks for an attribute."""
    plain = asked.value and not any(c.isspace() or c in '()"“”' for c in asked.value)
    return f"{asked.name}={asked.value}" if plain else f"{asked.name}={words_part(asked.value)}"


def joins_for(expression: str, part: str) -> tuple[Join, ...]:
    """Give the ways in which a part can join what is asked already; none when nothing is.

    Raises:
        BadExpressionError: when what is asked already is not understood.
    """
    if not expression.strip():
        return ()
    there, new = parse_query(expression).query, parse_query(part).query
    near = isinstance(there, HasCode | HasWords) and isinstance(new, HasCode | HasWords)
    return (Join.AND, Join.OR, Join.NOT, *((Join.NEAR,) if near else ()))


def joined(expression: str, part: str, join: Join = Join.AND) -> str:
    """Give an expression, in English words, with one more part; where it must hold stays as it was.

    Raises:
        BadExpressionError.
    """
    if not expression.strip():
        return part
    scoped = parse_query(expression)
    bare = _bare(expression)
    if isinstance(scoped.query, AnyOf) and join is not Join.OR:
        bare = f"({bare})"
    return within(f"{bare} {join.value} {part}", scoped.scope)


def within(expression: str, scope: str) -> str:
    """Give an expression, in English words, that must hold within a sentence, paragraph, section, document or case.

    Raises:
        BadExpressionError.
    """
    bare = _bare(expression)
    return bare if scope == DEFAULT_SCOPE or not bare else f"{bare} within {scope}"


def scope_of(expression: str) -> str:
    """Tell where an expression must hold.

    Raises:
        BadExpressionError.
    """
    return parse_query(expression).scope if expression.strip() else DEFAULT_SCOPE


def _bare(expression: str) -> str:
    words = in_english(expression.strip())
    head, found, last = words.rpartition(" within ")
    return head.strip() if found and last.strip() in SCOPES else words


def attributes_of(project: Project) -> tuple[Attribute, ...]:
    """Give what may be asked of the project's documents and codings: case, wave, status, language, coder, focus, and columns of its own."""
    found: dict[Attribute, None] = {}
    shelf = documents(project.store)
    for name in ("case", "wave", "status", "language"):
        values = sorted({str(getattr(d.metadata, name)) for d in shelf} - {""})
        found |= dict.fromkeys(Attribute(name, value) for value in values[:_MOST_VALUES])
    own = sorted({(k, str(v)) for d in shelf for k, v in d.metadata.attributes.items() if str(v).strip()})
    counted: dict[str, int] = {}
    for name, value in own:
        counted[name] = counted.get(name, 0) + 1
        if counted[name] <= _MOST_VALUES:
            found[Attribute(name, value)] = None
    focuses = sorted({area for d in shelf for s in d.segments for area in s.focus.split("/") if area})
    found |= dict.fromkeys(Attribute("focus", area) for area in focuses[:_MOST_VALUES])
    coders = sorted({c.coder for c in codings(project.store)})
    found |= dict.fromkeys(Attribute("coder", coder) for coder in coders)
    return tuple(a for a in found if _understood(a))


def _understood(asked: Attribute) -> bool:
    """Leave out what the language of queries cannot name, such as a column with a space in its name."""
    from qualcode.domain.boolean_words import BadExpressionError

    try:
        return isinstance(parse_query(attribute_part(asked)).query, HasAttribute)
    except BadExpressionError:
        return False
