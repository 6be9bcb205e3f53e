"""Saved queries: `queries.toml` in the project folder, one line a query, so that they live under version control."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.toml_text import parsed

QUERIES = "queries.toml"


class QueriesFaultError(QualcodeError):
    """The file of saved queries is not understood."""

    sentence = N_(
        '{path}: {what}; every line is a name, = and a query in quotation marks, as in  plan = "a/b and c/d".'
    )
    exit_code = 2


def read_queries(folder: Path) -> dict[str, str]:
    """Give the saved queries of a project folder by name; none when there is no file.

    Raises:
        QueriesFaultError: when it is no TOML, or something else than words stands there.
    """
    path = folder / QUERIES
    if not path.is_file():
        return {}
    try:
        told = parsed(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise QueriesFaultError(path=path, what=str(fault)) from fault
    wrong = next((name for name, query in told.items() if not isinstance(query, str)), None)
    if wrong is not None:
        raise QueriesFaultError(path=path, what=wrong)
    return dict(told)


def queries_text(queries: dict[str, str]) -> str:
    """Give saved queries as the file holds them, sorted by name; a JSON string is a TOML string."""
    lines = (
        f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(query, ensure_ascii=False)}\n"
        for name, query in sorted(queries.items())
    )
    return "".join(lines)
