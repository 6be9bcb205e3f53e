"""Office packages (zip files of XML) opened with care: no bombs, no entities, no macros, nothing that is not what it claims."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TypeAlias

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, WrongContentError, printable, take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Element: TypeAlias = Any
"""An lxml element; lxml has no types to name."""

MAX_ENTRIES = 5_000
MAX_ENTRY = 80_000_000
MAX_TOTAL = 300_000_000
MAX_RATIO = 200
"""Word's own XML shrinks to a twentieth; beyond this, and above a megabyte, it is a bomb."""
_RATIO_FROM = 1_000_000

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
)
"""What zipfile raises over bytes that are no good; it has no one name for it."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How Office programs pack; whatever uses another way is none of theirs."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class OldOfficeError(QualcodeError):
    """The binary format of before 2007 under a new name."""

    sentence = N_("{path} is in the old Office format under a new name; open it and save it as {kind}.")


class LockedPackageError(QualcodeError):
    """A package behind a password."""

    sentence = N_("{path} is protected by a password; save it without one.")


class BrokenPackageError(QualcodeError):
    """A package that ends too early or holds broken parts."""

    sentence = N_("{path} is damaged ({part}); fetch it again or open and save it in its program.")


class BombError(QualcodeError):
    """A package that would grow beyond measure."""

    sentence = N_("{path} would unpack to far more than a document holds ({what}) and is not opened.")


class EntityError(QualcodeError):
    """XML that declares entities, which no Office program writes."""

    sentence = N_("{path} declares XML entities in {part}, which no Office program does, and is not opened.")


class MacroContentError(QualcodeError):
    """A package with macros inside."""

    sentence = N_("{path} holds macros and is not opened; save it as a file without macros.")


class WrongKindError(QualcodeError):
    """A package of another program."""

    sentence = N_("{path} is a package of another kind than {kind}; check its ending or save it as {kind}.")


class Package:
    """A checked package; its parts are read one by one and never beyond their limit."""

    def __init__(self, data: bytes | BinaryIO, path: str, kind: str) -> None:
        """Check the package as a whole, bytes or an open file; ``kind`` is the suffix that it claims (".docx", ".xlsx").

        Raises:
            QualcodeError: each danger or damage with its sentence.
        """
        self.path = path
        stream = BytesIO(data) if isinstance(data, bytes) else data
        head = stream.read(len(_OLE))
        if head == _OLE:
            locked = "EncryptedPackage".encode("utf-16-le") in stream.read(MAX_PACKAGE_BYTES)
            raise LockedPackageError(path=path) if locked else OldOfficeError(path=path, kind=kind)
        if not head.startswith(b"PK"):
            raise WrongContentError(path=path, kind=kind)
        try:
            self._zip = zipfile.ZipFile(stream)
        except _DAMAGE as fault:
            raise BrokenPackageError(path=path, part="zip") from fault
        self._rels: dict[str, Element] = {}
        self.infos = {info.filename: info for info in self._zip.infolist()}
        self._check_size()
        if any(name.lower().endswith("vbaproject.bin") for name in self.infos):
            raise MacroContentError(path=path)

    @classmethod
    def open(cls, path: Path, kind: str) -> Package:
        """Read and check the file at ``path``."""
        return cls(take(path, limit=MAX_PACKAGE_BYTES), str(path), kind)

    def _check_size(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise BombError(path=self.path, what=N_("too many entries"))
        if sum(i.file_size for i in infos) > MAX_TOTAL or any(i.file_size > MAX_ENTRY for i in infos):
            raise BombError(path=self.path, what=N_("too many bytes"))
        if any(i.file_size > _RATIO_FROM and i.file_size > MAX_RATIO * max(1, i.compress_size) for i in infos):
            raise BombError(path=self.path, what=N_("too tightly packed"))
        if any(i.flag_bits & 0x1 for i in infos):
            raise LockedPackageError(path=self.path)
        strange = next((i.filename for i in infos if i.compress_type not in _METHODS), "")
        if strange:
            raise BrokenPackageError(path=self.path, part=printable(strange))

    def names(self) -> tuple[str, ...]:
        """Give the names of all parts, in the order of the package."""
        return tuple(self.infos)

    def part(self, name: str) -> bytes:
        """Give the bytes of a part, no more than its entry declares.

        Raises:
            BrokenPackageError: when it is missing or damaged.
            BombError: when it holds more than it declares.
        """
        info = self.infos.get(name)
        if info is None:
            raise BrokenPackageError(path=self.path, part=printable(name))
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except _DAMAGE as fault:
            raise BrokenPackageError(path=self.path, part=printable(name)) from fault
        if len(data) > info.file_size:
            raise BombError(path=self.path, what=N_("too many bytes"))
        return data

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open a part to be read piece by piece, as what is too big for one piece must be.

        Raises:
            BrokenPackageError: when it is missing or damaged, also while it is read.
        """
        try:
            with self._zip.open(self.infos[name]) as stream:
                yield stream
        except KeyError as fault:
            raise BrokenPackageError(path=self.path, part=name) from fault
        except _DAMAGE as fault:
            raise BrokenPackageError(path=self.path, part=name) from fault

    def xml(self, name: str, *, blanks: bool = False) -> Element:
        """Give the root of an XML part; ``blanks`` keeps white space between elements, which parts words in OpenDocument.

        Raises:
            EntityError: when it declares a document type or entities.
            BrokenPackageError: when it is no XML.
        """
        return guarded_xml(self.part(name), self.path, name, office=not blanks)

    def related(self, source: str, ending: str) -> str:
        """Give the part that ``source`` ("" for the package) is related to by a type that ends so, or ""."""
        return next(self.all_related(source, ending), "")

    def all_related(self, source: str, ending: str) -> Iterator[str]:
        """Give the parts that ``source`` is related to by a type that ends so."""
        folder, base = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.infos:
            return
        if rels not in self._rels:
            self._rels[rels] = self.xml(rels)
        for one in self._rels[rels].iter(_RELS):
            if str(one.get("Type", "")).endswith(ending) and one.get("TargetMode") != "External":
                target = str(one.get("Target", ""))
                name = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                if name in self.infos:
                    yield name


def guarded_xml(data: bytes, path: str, part: str, *, office: bool = False) -> Element:
    """Give the root of XML without reading anything else; ``part`` names it in messages, ``office`` makes the elements of python-docx.

    Raises:
        EntityError: when it declares a document type or entities.
        BrokenPackageError: when it is no XML.
    """
    plain = data.replace(b"\0", b"") if b"\0" in data else data
    # Comments begin with the same two signs, and most files have neither.
    if b"!" in plain and _DOCTYPE.search(plain):
        raise EntityError(path=path, part=printable(part))
    try:
        return _office_xml(data) if office else _plain_xml(data)
    except (SyntaxError, ValueError) as fault:
        raise BrokenPackageError(path=path, part=printable(part)) from fault


def _office_xml(data: bytes) -> Element:
    from docx.oxml.parser import parse_xml

    return parse_xml(data)


def _plain_xml(data: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)
