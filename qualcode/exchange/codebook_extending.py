"""Codebooks that extend another: where the other lies, and how the codes of both become one tree.

A study's second wave brings a few codes more. They stand in a small file of their own that names the codebook they belong to, so that
the earlier file stays as it was when the earlier wave was coded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.exchange.shipped_files import shipped
from qualcode.exchange.yaml_tree import TreeFault

if TYPE_CHECKING:
    from qualcode.domain.codebook import Codebook
    from qualcode.exchange.yaml_tree import Tree

SUFFIX = ".yaml"
OVERRIDES = frozenset({"id", "since", "codes"})
"""What may be said of a code that another file defines: which it is, its first wave, and the codes below it."""


@dataclass(frozen=True, slots=True)
class Base:
    """A codebook that another extends: the codes, and its word lists as they are written, which the other may use."""

    book: Codebook
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The name of its file."""
        return Path(self.book.source).name


@contextmanager
def found(name: str, source: str) -> Iterator[Path | None]:
    """Give the file of the codebook ``name``: beside ``source``, else among those that come with the program, else None."""
    # A name that leads to another folder is none.
    if not name or Path(name).name != name:
        yield None
        return
    beside = Path(source).parent / f"{name}{SUFFIX}" if source else None
    if beside is not None and beside.is_file():
        yield beside
        return
    with shipped("codebooks") as folder:
        ours = folder / f"{name}{SUFFIX}"
        yield ours if ours.is_file() else None


def extended(name: str, source: str, tree: Tree, chain: tuple[str, ...] = ()) -> Base | None:
    """Read the codebook that ``extends:`` names; None, with a fault in the tree, when it cannot be had.

    ``chain`` holds the files that led here, so that two codebooks that extend each other are told instead of read for ever.
    """
    from qualcode.exchange.codebook_files import read_base

    def fault(message: str, **fields: object) -> None:
        tree.faults.append(TreeFault(tree.place(("extends",)), message, fields))

    with found(name, source) as path:
        if path is None:
            fault(
                N_(
                    "There is no codebook {name}: no file {name}.yaml beside this one, and none that comes with the program."
                ),
                name=name,
            )
            return None
        seen = (*chain, str(Path(source).resolve()) if source else "")
        here = str(path.resolve())
        if here in seen:
            way = " → ".join(Path(p).name for p in (*seen[seen.index(here) :], here))
            fault(N_("The codebooks extend each other in a circle: {way}."), way=way)
            return None
        base, wrong = read_base(path, seen)
    if base is None:
        fault(
            N_("{file} has mistakes of its own, the first on line {line}; `qualcode codebook check` lists them."),
            file=path.name,
            line=wrong[0].line,
        )
    return base


def extended_book(codebook: Codebook) -> Codebook | None:
    """Give the codebook that another extends, as it is on disk now; None when it extends none or that one cannot be had."""
    from qualcode.exchange.codebook_files import read_base

    if not codebook.extends:
        return None
    with found(codebook.extends, codebook.source) as path:
        base = read_base(path, ())[0] if path else None
    return base.book if base else None
