"""A suggestion's id: made of its place, so that the same passage, code and status get the same one in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any


def suggestion_id(row: Mapping[str, Any]) -> str:
    """Give the id of a row of the table of suggestions."""
    parts = (row["document"], row["code"], row["start"], row["end"], row["status"])
    return "s" + hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:10]
