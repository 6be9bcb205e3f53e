"""Sentences filled in so that the commands in them can be pasted: what stands within backticks is written for a shell."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import PurePath

COMMAND = "`"
"""What a sentence puts around a command."""


def filled_in(words: str, fields: Mapping[str, object]) -> str:
    """Fill the fields of a template in; words and paths within backticks are quoted where a shell would cut or change them.

    A path with a space or å, an id with a bracket: `qualcode init 'min mapp'`. Commands that are a field whole bring their own backticks.
    """
    parts = words.split(COMMAND)
    if len(parts) == 1 or not len(parts) % 2:
        return words.format(**fields)
    quoted = {name: shlex.quote(str(v)) if isinstance(v, str | PurePath) else v for name, v in fields.items()}
    return COMMAND.join(part.format(**(quoted if n % 2 else fields)) for n, part in enumerate(parts))
