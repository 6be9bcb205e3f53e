"""TOML read so that a file of brackets ends in a fault and no traceback."""

from __future__ import annotations

import tomllib
from typing import Any


def parsed(text: str) -> dict[str, Any]:
    """Give what a TOML text says.

    Raises:
        tomllib.TOMLDecodeError: also when values lie in each other deeper than can be followed.
    """
    try:
        return tomllib.loads(text)
    except RecursionError as fault:
        message = "values lie too deep in each other"
        raise tomllib.TOMLDecodeError(message) from fault
