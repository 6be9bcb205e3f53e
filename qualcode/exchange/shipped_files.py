"""What comes with the program: codebooks and the demonstration corpus, in the installed package or in the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


@contextmanager
def shipped(name: str) -> Iterator[Path]:
    """Give a folder that comes with the program: from the installed package, else from the checkout it runs in."""
    root = files("qualcode")
    inside = root.joinpath("shipped", name)
    if inside.is_dir():
        with as_file(inside) as folder:
            yield folder
        return
    with as_file(root) as package:
        yield package.parent / name
