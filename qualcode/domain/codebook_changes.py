"""Changes of a codebook's tree: rename, move, merge, split, retire, add, edit. Each gives a new codebook and where its codes have gone.

Nothing is changed in place, and nothing but the tree is known here: codings, files and history follow elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from qualcode.domain.codebook import Code, Codebook, CountRule, Words, unnamed
from qualcode.domain.errors import N_, QualcodeError

_ID = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_RESERVED = frozenset({"and", "or", "not", "near", "within"})
_TOKEN = re.compile(r"""["“”][^"“”]*["“”]|[\w-]+\s*=\s*\S+|\[[^\]]*\]|(?P<code>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)""")


class BadCodeIdError(QualcodeError):
    """An id that no code can have."""

    sentence = N_(
        "{id} cannot be a code's id: small letters, figures and -, beginning and ending with a letter or figure; "
        "not and, or, not, near, within."
    )
    exit_code = 2


class CodeExistsError(QualcodeError):
    """A code of that path is there already."""

    sentence = N_("There is a code {path} already; choose another id, or merge the two.")
    exit_code = 2


class NoSuchCodeError(QualcodeError):
    """A code that the codebook does not have."""

    sentence = N_("The codebook has no code {path}; `qualcode codebook check` and the app show its tree.")
    exit_code = 2


class UnderItselfError(QualcodeError):
    """A code that would stand below itself."""

    sentence = N_("{path} cannot go below itself or into itself; choose a code outside it.")
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Reshaped:
    """A changed codebook; ``moved`` gives the new path of every code whose path is another now, by the old one."""

    book: Codebook
    moved: Mapping[str, str]


def renamed(book: Codebook, path: str, *, id: str = "", names: Words | None = None) -> Reshaped:  # noqa: A002
    """Give a code another id, other names, or both; the codes below it come along.

    Raises:
        NoSuchCodeError, BadCodeIdError, CodeExistsError.
    """
    code = _known(book, path)
    known = checked_id(id) if id else code.id
    own = unnamed(known) if code.names == unnamed(code.id) else code.names
    new = replace(code, id=known, names={**own, **(names or {})})
    above = path.rpartition("/")[0]
    wanted = f"{above}/{new.id}" if above else new.id
    if wanted != path and book.find(wanted) is not None:
        raise CodeExistsError(path=wanted)
    return _settled(book, _replaced(book.themes, path, lambda _: (_placed_at(new, above),)), {path: wanted})


def moved(book: Codebook, path: str, below: str, *, before: str = "") -> Reshaped:
    """Put a code, with those below it, below another one ("" at the root), as the last there or ``before`` a code there.

    Raises:
        NoSuchCodeError, UnderItselfError, CodeExistsError.
    """
    code = _known(book, path)
    if below == path or below.startswith(f"{path}/"):
        raise UnderItselfError(path=path)
    if below:
        _known(book, below)
    wanted = f"{below}/{code.id}" if below else code.id
    if wanted != path and book.find(wanted) is not None:
        raise CodeExistsError(path=wanted)
    themes = _put(_replaced(book.themes, path, lambda _: ()), below, _placed_at(code, below), before)
    return _settled(book, themes, {path: wanted})


def merged(book: Codebook, path: str, into: str) -> Reshaped:
    """Let a code go up in another: its indicators, examples and the codes below it come along, its definition does not.

    Raises:
        NoSuchCodeError, UnderItselfError; CodeExistsError: when both have a code of the same id below them: merge those first.
    """
    code, other = _known(book, path), _known(book, into)
    if into == path or into.startswith(f"{path}/"):
        raise UnderItselfError(path=path)
    ids = {child.id for child in other.children if child.path != path}
    clash = next((child for child in code.children if child.id in ids), None)
    if clash is not None:
        raise CodeExistsError(path=f"{into}/{clash.id}")
    rules = tuple(replace(rule, unless=(*rule.unless, *code.exclude)) for rule in code.indicators)
    fresh = tuple(
        r for r in rules if replace(r, id="", line=0) not in [replace(i, id="", line=0) for i in other.indicators]
    )
    languages = dict.fromkeys([*other.examples, *code.examples])
    examples = {
        spoken: tuple(dict.fromkeys([*other.examples.get(spoken, ()), *code.examples.get(spoken, ())]))
        for spoken in languages
    }

    def joined(one: Code) -> tuple[Code, ...]:
        children = (*(c for c in one.children if c.path != path), *(_placed_at(c, into) for c in code.children))
        return (
            replace(
                one,
                indicators=(*one.indicators, *fresh) if one.codable else one.indicators,
                examples=examples,
                since=min(one.since, code.since),
                formerly=tuple(dict.fromkeys([*one.formerly, *code.formerly, path])),
                children=children,
            ),
        )

    themes = _replaced(_replaced(book.themes, into, joined), path, lambda _: ())
    return _settled(book, themes, {path: into}, former=False)


def added(book: Codebook, code: Code, below: str = "", *, after: str = "") -> Codebook:
    """Give the codebook with another code below one of its codes ("" at the root), as the last there or ``after`` a code there.

    Raises:
        NoSuchCodeError, BadCodeIdError, CodeExistsError.
    """
    checked_id(code.id)
    if below:
        _known(book, below)
    placed = _placed_at(code, below)
    if book.find(placed.path) is not None:
        raise CodeExistsError(path=placed.path)
    if after:
        return replace(book, themes=_replaced(book.themes, after, lambda one: (one, placed)))
    return replace(book, themes=_put(book.themes, below, placed, ""))


def edited(book: Codebook, path: str, change: Callable[[Code], Code]) -> Codebook:
    """Give the codebook with one code changed in what is said of it; its place and id stay.

    Raises:
        NoSuchCodeError.
    """
    _known(book, path)
    return replace(book, themes=_replaced(book.themes, path, lambda code: (change(code),)))


def checked_id(id: str) -> str:  # noqa: A002
    """Give an id that a code may have.

    Raises:
        BadCodeIdError.
    """
    if not _ID.fullmatch(id) or id != id.lower() or id in _RESERVED:
        raise BadCodeIdError(id=id)
    return id


def follow(path: str, gone: Mapping[str, str]) -> str:
    """Give where a code has gone, itself or with one above it; the path itself when it stands where it was."""
    parts = path.split("/")
    for cut in range(len(parts), 0, -1):
        new = gone.get("/".join(parts[:cut]))
        if new is not None:
            return "/".join([new, *parts[cut:]])
    return path


def reworded(expression: str, gone: Mapping[str, str]) -> str:
    """Give an expression of codes (a count's, a query's) that asks for the codes where they are now."""
    short = {old.rpartition("/")[2]: new.rpartition("/")[2] for old, new in gone.items() if "/" in old}

    def put(found: re.Match[str]) -> str:
        word = found["code"]
        if word is None or word in _RESERVED:
            return found[0]
        return follow(word, gone) if "/" in word or word in gone else short.get(word, word)

    return _TOKEN.sub(put, expression)


def _settled(book: Codebook, themes: tuple[Code, ...], gone: Mapping[str, str], *, former: bool = True) -> Reshaped:
    """Put a tree in the place of the old one: counts, other themes spoken of and former paths follow."""
    old = [code.path for code in book.walk()]
    where = {path: follow(path, gone) for path in old if follow(path, gone) != path}
    back = {new: path for path, new in where.items()} if former else {}
    roots = {path: new.partition("/")[0] for path, new in gone.items() if "/" not in path}

    def settle(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        return tuple(
            replace(
                code,
                touches=_touched(code, roots),
                formerly=tuple(dict.fromkeys([*code.formerly, back[code.path]]))
                if code.path in back
                else code.formerly,
                children=settle(code.children),
            )
            for code in codes
        )

    counts = tuple(_recounted(rule, gone) for rule in book.counts)
    return Reshaped(replace(book, themes=settle(themes), counts=counts), where)


def _touched(code: Code, roots: Mapping[str, str]) -> tuple[str, ...]:
    own = code.path.partition("/")[0]
    return tuple(dict.fromkeys(t for t in (roots.get(t, t) for t in code.touches) if t != own))


def _recounted(rule: CountRule, gone: Mapping[str, str]) -> CountRule:
    return replace(rule, expression=reworded(rule.expression, gone)) if rule.expression else rule


def _known(book: Codebook, path: str) -> Code:
    found = book.find(path)
    if found is None:
        raise NoSuchCodeError(path=path)
    return found


def _placed_at(code: Code, above: str) -> Code:
    path = f"{above}/{code.id}" if above else code.id
    return replace(code, path=path, children=tuple(_placed_at(child, path) for child in code.children))


def _replaced(codes: tuple[Code, ...], path: str, change: Callable[[Code], tuple[Code, ...]]) -> tuple[Code, ...]:
    found: list[Code] = []
    for code in codes:
        if code.path == path:
            found += change(code)
        elif path.startswith(f"{code.path}/"):
            found.append(replace(code, children=_replaced(code.children, path, change)))
        else:
            found.append(code)
    return tuple(found)


def _put(codes: tuple[Code, ...], below: str, code: Code, before: str) -> tuple[Code, ...]:
    if below:
        return _replaced(codes, below, lambda one: (replace(one, children=_put(one.children, "", code, before)),))
    at = next((n for n, one in enumerate(codes) if one.path == before), len(codes))
    return (*codes[:at], code, *codes[at:])
