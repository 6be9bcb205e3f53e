"""Codebook files: YAML in, a codebook out, and every mistake with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import N_, FileMissingError, Nn_, QualcodeError
from qualcode.exchange.codebook_building import Building
from qualcode.exchange.codebook_extending import Base, extended
from qualcode.exchange.codebook_shape_faults import KEYS, shape_fault
from qualcode.exchange.yaml_tree import Path as Way
from qualcode.exchange.yaml_tree import Tree, TreeFault, grow

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.domain.codebook import Codebook
    from qualcode.domain.opinion import SecondOpinion

MAX_BYTES = 2_000_000
"""No codebook written by people comes near this; a larger file is something else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in a codebook file: where (lines and columns from 1) and an English template with its fields."""

    path: str
    line: int
    column: int
    message: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Give the fault as compilers do: file:line:column: sentence."""
        return f"{self.path}:{self.line}:{self.column}: {self.message.format(**self.fields)}"


class CodebookFaultsError(QualcodeError):
    """A codebook file has mistakes; ``faults`` lists them all."""

    sentence = Nn_(
        "{path} cannot be used, its only mistake is on line {line}; `qualcode codebook check {path}` tells it ({number}).",
        "{path} cannot be used, its first mistake is on line {line}; `qualcode codebook check {path}` lists all {number}.",
    )

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        """Take the file and what is wrong with it."""
        super().__init__(path=str(path), line=faults[0].line, number=len(faults))
        self.faults = faults


def load(path: Path) -> Codebook:
    """Read a codebook with the second opinion that it names; what the engine works with.

    Raises:
        CodebookFaultsError: with every mistake of the file.
        FileMissingError: when there is no such file.
        OpinionMissingError, BrokenOpinionError, StrangeOpinionError: when the second opinion that it names is not there or no good.
    """
    return with_opinion(load_alone(path), path)


def with_opinion(codebook: Codebook, path: Path) -> Codebook:
    """Give a codebook that was read from ``path`` with the second opinion that it names, if any.

    Raises:
        OpinionMissingError, BrokenOpinionError, StrangeOpinionError: as ``load``.
    """
    if not codebook.opinion_name:
        return codebook
    from qualcode.exchange.opinion_files import StrangeOpinionError, find

    opinion = find(codebook.opinion_name, path)
    if not {p for code in codebook.codes() for p in (code.path, *code.formerly)} & set(opinion.codes):
        raise StrangeOpinionError(name=codebook.opinion_name, codebook=path)
    return replace(codebook, opinion=_followed(opinion, codebook))


def _followed(opinion: SecondOpinion, codebook: Codebook) -> SecondOpinion:
    """Let what was learnt of a code be of the code as it is called now."""
    now = {old: code.path for code in codebook.walk() for old in code.formerly if codebook.find(old) is None}

    def named(paths: tuple[str, ...]) -> tuple[str, ...]:
        taken = set(paths)
        new = []
        for path in paths:
            wanted = now.get(path, path)
            new.append(path if wanted in taken else wanted)
            taken.add(wanted)
        return tuple(new)

    return replace(opinion, codes=named(opinion.codes), themes=named(opinion.themes)) if now else opinion


def load_alone(path: Path) -> Codebook:
    """Read a codebook without the second opinion that it names, which whoever only counts, shows or codes by hand has no need of.

    Raises:
        CodebookFaultsError, FileMissingError: as ``load``.
    """
    codebook, found = _read(path)
    if found or codebook is None:
        raise CodebookFaultsError(path, found)
    return codebook


def faults(path: Path) -> tuple[Fault, ...]:
    """List every mistake of a codebook file, in the order of its lines; for ``codebook check`` and editors.

    Raises:
        FileMissingError: when there is no such file.
    """
    return _read(path)[1]


def parse(text: str, *, source: str = "") -> tuple[Codebook | None, tuple[Fault, ...]]:
    """Read a codebook from its text: the codebook, or None and what is wrong with it.

    ``source`` is the file that it came from, beside which a codebook that it extends is looked for.
    """
    base, listed = _parsed(text, source, ())
    return (base.book if base else None), listed


def read_base(path: Path, chain: tuple[str, ...]) -> tuple[Base | None, tuple[Fault, ...]]:
    """Read a codebook that others extend, or give its faults; ``chain`` are the files that extend it.

    Raises:
        FileMissingError: when there is no such file.
    """
    if not path.is_file():
        raise FileMissingError(path=str(path))
    name = str(path)
    size = path.stat().st_size
    if size > MAX_BYTES:
        sentence = N_("The file is {megabytes} MB; a codebook may have at most {limit} MB.")
        return None, (Fault(name, 1, 1, sentence, {"megabytes": size // 1_000_000, "limit": MAX_BYTES // 1_000_000}),)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        column = fault.start - (data.rfind(b"\n", 0, fault.start) + 1) + 1
        return None, (Fault(name, line, column, N_("This is not UTF-8 from here on; save the file as UTF-8.")),)
    return _parsed(text.replace("\r\n", "\n"), name, chain)


def _read(path: Path) -> tuple[Codebook | None, tuple[Fault, ...]]:
    base, listed = read_base(path, ())
    return (base.book if base else None), listed


def _parsed(text: str, source: str, chain: tuple[str, ...]) -> tuple[Base | None, tuple[Fault, ...]]:
    tree = grow(text.removeprefix("\ufeff"))
    shape = _shaped(tree) if not _hopeless(tree) else None
    made = None
    if shape is not None:
        base = extended(shape.extends, source, tree, chain) if shape.extends else None
        # Without the codebook that it extends, most of what the file says of its codes would look wrong.
        if base is not None or not shape.extends:
            made = _built(Building(shape, tree, source=source, base=base), text)
    listed = tuple(Fault(source, f.place.line, f.place.column, f.message, dict(f.fields)) for f in tree.told_once())
    return (None if listed else made), listed


def _built(building: Building, text: str) -> Base:
    """Put a codebook together; its digest covers the codebook that it extends as well."""
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    if building.base:
        digest.update(building.base.book.sha256.encode())
    return Base(building.codebook(digest=digest.hexdigest()), building.groups.lists)


def _hopeless(tree: Tree) -> bool:
    """Tell whether the values cannot be judged: nothing was read, or reading stopped half-way."""
    if tree.value is None and not tree.faults:
        tree.faults.append(TreeFault(tree.place(()), N_("The file is empty.")))
    if tree.value is not None and not isinstance(tree.value, dict):
        tree.faults.append(
            TreeFault(tree.place(()), N_("A codebook begins with keys such as id:, version: and themes:."))
        )
    return not isinstance(tree.value, dict)


def _shaped(tree: Tree) -> Any:  # noqa: ANN401 - a CodebookShape, whose module is imported late
    """Check the shape; what is faulty is noted and taken out, so that the rest can still be judged."""
    from pydantic import ValidationError

    from qualcode.exchange.codebook_shape import CodebookShape

    for turn in range(_TURNS):
        try:
            return CodebookShape.model_validate(tree.value)
        except ValidationError as wrong:
            for error in wrong.errors(include_url=False, include_input=False):
                if turn == 0:
                    tree.faults.append(shape_fault(tree, error, CodebookShape))
                _mend(tree, tuple(error["loc"]), missing=error["type"] == "missing")
    return None


_TURNS = 6
"""Taking out one fault can uncover another below it; deeper than this the rest is left for the next check."""


def _mend(tree: Tree, way: Way, *, missing: bool) -> None:
    """Take the value at ``way`` out of the tree, or put in what a missing key needs, keeping all other places as they are."""
    way = tuple(part for part in way if part != "[key]")
    inside: Any = tree.value
    depth = 0
    while depth < len(way) - 1 and _holds(inside, way[depth]):
        inside = inside[way[depth]]
        depth += 1
    if not isinstance(inside, (dict, list)):
        return
    tree.mended.add(way[:depth])
    last = way[depth]
    if isinstance(inside, list) and isinstance(last, int):
        owner = next((part for part in reversed(way[:depth]) if isinstance(part, str)), "")
        fillers: dict[str, Any] = {"indicators": {"words": ["?"]}, "tokens": {}}
        holder = {"id": f"mended-{last}", "label": {}, "names": {}}
        inside[last] = fillers.get(
            owner, {k: v for k, v in holder.items() if owner == "counts" or k != "label"} if owner in KEYS else "?"
        )
    elif isinstance(inside, dict):
        inside.pop(last, None)
        if missing:
            inside[last] = {"themes": [], "label": {}, "version": "?"}.get(
                str(last), f"mended-{way[depth - 1] if depth else 0}"
            )


def _holds(inside: Any, part: str | int) -> bool:  # noqa: ANN401 - plain YAML values
    return (isinstance(inside, dict) and part in inside) or (
        isinstance(inside, list) and isinstance(part, int) and part < len(inside)
    )
