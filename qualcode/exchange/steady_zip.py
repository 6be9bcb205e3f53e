"""Zip packages with the same bytes for the same content: fixed times, fixed order, clean properties."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO

_MOMENT = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"
"""Office programs look for this entry first."""


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Put parts into a zip whose bytes depend on nothing but them."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in sorted(parts, key=lambda n: (n != _FIRST, not n.startswith("_rels/"), n)):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            package.writestr(info, parts[name])
    return target.getvalue()


def repack(data: bytes, *, replace: Mapping[str, bytes] | None = None, drop: Collection[str] = ()) -> bytes:
    """Give a package again with some parts replaced or left out and everything accidental (times, order) fixed."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name not in drop}
    return pack({**parts, **(replace or {})})
