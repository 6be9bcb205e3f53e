"""Rows of documents put straight into a project's database, for measurements that need more of them than can be imported in their time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


def put_documents(plain: sqlite3.Connection, cases: Iterable[str], text: str = "") -> None:
    """Put in a document of ``text`` for each case named, approved and of 2024; they are d1, d2 and so on."""
    rows = (
        {
            "id": f"d{n}",
            "number": n,
            "name": f"m{n}.md",
            "path": f"p{n}",
            "sha256": f"{n:064x}",
            "case_name": case,
            "wave": "2024",
            "date": "",
            "status": "approved",
            "language": "sv",
            "attributes": "{}",
            "text": text,
            "roles": "[]",
            "participants": 3,
            "version": 1,
            "replaces": "",
            "state": "current",
            "names_reviewed": 0,
            "characters": len(text),
        }
        for n, case in enumerate(cases, 1)
    )
    for row in rows:
        plain.execute(
            f"INSERT INTO document ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})",  # noqa: S608 - the names above
            row,
        )
