"""A suggestion's id: made of its place, so that the same passage, code and status get the same one in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any


def suggestion_id(row: Mapping[str, Any]) -> str:
    """Give the id of a row of the table of suggestions."""
    return passage_id(row["document"], row["code"], row["start"], row["end"], row["status"])


def passage_id(document: str, code: str, start: int, end: int, status: str) -> str:
    """Give the id of what is suggested for a passage."""
    return "s" + hashlib.sha256(f"{document}|{code}|{start}|{end}|{status}".encode()).hexdigest()[:10]
