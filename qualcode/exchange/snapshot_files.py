"""Snapshots as files that merge well: one record a line, sorted, so that a change is one line and two people's changes lie apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, FileMissingError, QualcodeError
from qualcode.domain.snapshot import FORMAT, IDENTITIES, WITH_TEXT, Record, Snapshot, identity, in_order, says
from qualcode.domain.snapshot_merging import Conflict
from qualcode.exchange.file_guards import take

ABOUT = "project.json"
"""The file that is written last and taken away first: without it a snapshot is not finished."""
RULES = ".gitattributes"
"""The file that is written first: a folder with our rules in it holds a snapshot, finished or not."""
_GIT = (
    b"# Two people's new lines are both kept; `qualcode restore` tells of a line that both have changed.\n"
    b"*.jsonl merge=union text eol=lf\n"
)
_BOOKS, _TEXTS = "codebook", "texts"
_KEY = re.compile(r"[0-9a-f]+(?:-[0-9]+)?")
"""What a document is called in a snapshot."""
_LAST_FORMAT = 9_999
"""Whatever says more is no number of a format."""
_MOST_BYTES = 1_000_000_000
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_TYPES: dict[str, type] = {"start": int, "end": int, "position": int, "n": int, "attributes": dict, "roles": list}


class SnapshotFaultError(QualcodeError):
    """A file of a snapshot that is not understood."""

    sentence = N_("{path}, line {line}: {what}; nothing was restored.")


class UnfinishedSnapshotError(QualcodeError):
    """A folder without a whole snapshot."""

    sentence = N_("{path} holds no whole snapshot (project.json is missing); take it again with `qualcode snapshot`.")


class NewerSnapshotError(QualcodeError):
    """A snapshot of a later version."""

    sentence = N_("{path} was written by a newer version of qualcode (format {found}); update qualcode to restore it.")


_LINE = json.JSONEncoder(ensure_ascii=False).encode
NO_RECORD = N_("this is no record")
UNRESOLVED = N_("a conflict of version control is not resolved here")
LACKS = N_("a field is missing or has the wrong kind of value")


def files_of(snapshot: Snapshot) -> dict[str, bytes]:
    """Give the files of a snapshot by their paths in its folder; the one that completes it comes last."""
    files = {RULES: _GIT}
    for kind in IDENTITIES:
        if kind in WITH_TEXT and not snapshot.texts:
            continue
        lines = (_LINE(record) for record in snapshot.of(kind))
        files[f"{kind}.jsonl"] = "".join(f"{line}\n" for line in lines).encode()
    for name, text in sorted(snapshot.codebooks.items()):
        files[f"{_BOOKS}/{name}"] = text.encode()
    for key, text in sorted(snapshot.texts.items()):
        files[f"{_TEXTS}/{key}.txt"] = text.encode()
    files[ABOUT] = (json.dumps(snapshot.about, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    return files


def own_files(folder: Path) -> Iterator[Path]:
    """Give the files of an earlier snapshot in a folder; what else lies there is somebody's own."""
    for pattern in (*(f"{kind}.jsonl" for kind in IDENTITIES), f"{_BOOKS}/*.yaml", f"{_TEXTS}/*.txt", ABOUT, RULES):
        yield from (path for path in folder.glob(pattern) if path.parent.name != _TEXTS or _KEY.fullmatch(path.stem))


def is_snapshot(folder: Path) -> bool:
    """Tell whether a folder holds a snapshot, finished or not, whose files may be replaced."""
    if _GIT in _rules_of(folder / RULES):
        return True
    try:
        return (folder / ABOUT).is_file() and "format" in _about(folder / ABOUT)
    except QualcodeError:
        # Another program's project.json.
        return False


def with_rules(path: Path) -> bytes:
    """Give a file of rules for git with those of a snapshot at its end; what somebody has put into it stays."""
    there = _rules_of(path)
    return there if _GIT in there else there + (b"" if there.endswith(b"\n") or not there else b"\n") + _GIT


def _rules_of(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""


def read_snapshot(folder: Path) -> tuple[Snapshot, tuple[Conflict, ...]]:
    """Read a snapshot, and what two sides of a merge by version control both say differently.

    Raises:
        FileMissingError, UnfinishedSnapshotError, NewerSnapshotError; SnapshotFaultError: with file and line.
    """
    if not folder.exists():
        raise FileMissingError(path=folder)
    if not (folder / ABOUT).is_file():
        raise UnfinishedSnapshotError(path=folder)
    about = _about(folder / ABOUT)
    records: dict[str, tuple[Record, ...]] = {}
    conflicts: list[Conflict] = []
    for kind in IDENTITIES:
        path = folder / f"{kind}.jsonl"
        found: dict[Any, Record] = {}
        for record in _records(path, kind) if path.is_file() and path.stat().st_size else ():
            earlier = found.setdefault(identity(kind, record), record)
            if says(earlier) != says(record):
                conflicts.append(Conflict(kind, None, earlier, record))
        records[kind] = in_order(kind, found.values())
    texts = {p.stem: _text(p) for p in sorted((folder / _TEXTS).glob("*.txt"))}
    books = {p.name: _text(p) for p in sorted((folder / _BOOKS).glob("*.yaml"))}
    return Snapshot(records, about, books, texts), tuple(conflicts)


def _about(path: Path) -> dict[str, Any]:
    try:
        about = _loaded(_text(path))
    except (ValueError, RecursionError) as fault:
        raise SnapshotFaultError(path=path, line=getattr(fault, "lineno", 1), what=NO_RECORD) from fault
    if not isinstance(about, dict) or not isinstance(about.get("format"), int) or about["format"] > _LAST_FORMAT:
        raise SnapshotFaultError(path=path, line=1, what=LACKS)
    if about["format"] > FORMAT:
        raise NewerSnapshotError(path=path.parent, found=about["format"])
    return about


def _loaded(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give what JSON says; half letters and figures that are none are no JSON here, since they could not be written again.

    Raises:
        ValueError: with a line number when the form is wrong; RecursionError: when it is nested without end.
    """
    told = json.loads(text, parse_constant=_no_number)
    if "\\u" in text:
        # Only an escape can bring half a letter in.
        _LINE(told).encode("utf-8")
    return told


def _no_number(said: str) -> None:
    raise ValueError(said)


def _records(path: Path, kind: str) -> Iterator[Record]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        if line.startswith(_MARKS):
            raise SnapshotFaultError(path=path, line=number, what=UNRESOLVED)
        try:
            record = _loaded(line)
        except (ValueError, RecursionError) as fault:
            raise SnapshotFaultError(path=path, line=number, what=NO_RECORD) from fault
        if not isinstance(record, dict):
            raise SnapshotFaultError(path=path, line=number, what=NO_RECORD)
        _check(path, number, kind, record)
        yield record


def _check(path: Path, number: int, kind: str, record: dict[str, Any]) -> None:
    optional = {"n", "id", "suggestion", *(("start", "end", "code", "status") if "suggestion" in record else ())}
    lacking = [name for name in IDENTITIES[kind] if name not in optional and name not in record]
    wrong = [
        name
        for name, value in record.items()
        if name in _TYPES and (not isinstance(value, _TYPES[name]) or (isinstance(value, int) and not _is_place(value)))
    ]
    told = [name for name in IDENTITIES[kind] if name in record and name not in _TYPES]
    if lacking or wrong or not all(isinstance(record[name], str) for name in told):
        raise SnapshotFaultError(path=path, line=number, what=LACKS)


def _is_place(value: int) -> bool:
    return not isinstance(value, bool) and value >= 0


def _text(path: Path) -> str:
    try:
        return take(path, limit=_MOST_BYTES).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise SnapshotFaultError(path=path, line=1, what=NO_RECORD) from fault
