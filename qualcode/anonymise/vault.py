"""The vault: the originals and the key from pseudonym to person, one encrypted file outside the project.

The file holds a header (magic, scrypt parameters, salt, nonce) and AES-256-GCM ciphertext over JSON; the header is authenticated
with it. Key derivation: scrypt (RFC 7914) with N = 2**15, r = 8, p = 1, which takes 32 MiB.
"""

from __future__ import annotations

import json
import os
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qualcode.anonymise.register import Register
from qualcode.anonymise.vault_file import alone_in, clear_leftovers, mark, put_in_place
from qualcode.domain.errors import N_, FileMissingError, FolderReadOnlyError, QualcodeError, RefusedError
from qualcode.domain.finding import HitType

_MAGIC = b"QCVAULT1"
_HEADER = struct.Struct(">8sBBB16s12s")
_LOG_N, _R, _P = 15, 8, 1
_KEY_BYTES = 32


class WrongPassphraseError(RefusedError):
    """The passphrase does not open the vault, or its content was changed: an authenticated cipher cannot tell the two apart."""

    sentence = N_(
        "The passphrase does not open the vault {path}, or the file was changed; try the passphrase again "
        "or restore the vault from a backup."
    )


class VaultDamagedError(QualcodeError):
    """A file that is no vault, or is cut short."""

    sentence = N_("{path} is not a complete vault file; restore it from a backup.")


class VaultExistsError(QualcodeError):
    """A new vault would replace one that is there."""

    sentence = N_("{path} exists already; open it, or choose another place for a new vault.")


class EmptyPassphraseError(RefusedError):
    """A vault without a passphrase would protect nothing."""

    sentence = N_("An empty passphrase protects nothing; choose one of several words.")


@dataclass(frozen=True, slots=True)
class Original:
    """Words that were replaced: the vault's id, the words and their type."""

    id: str
    text: str
    type: HitType


class Vault:
    """An opened vault; changes reach the disk by ``save``, and only as ciphertext."""

    def __init__(self, path: Path, passphrase: str) -> None:
        self.path = path
        self.register = Register()
        self._passphrase = passphrase
        self._key: _Key | None = None
        self._on_disk: tuple[tuple[int, int, int] | None, str] = (None, passphrase)
        self._forgotten: set[str] = set()
        self._forgotten_people: set[str] = set()
        self._originals: dict[str, Original] = {}
        self._ids: dict[tuple[str, HitType], str] = {}

    def __repr__(self) -> str:
        return f"Vault({str(self.path)!r}, {len(self._originals)} originals)"

    @classmethod
    def create(cls, path: Path, passphrase: str) -> Vault:
        """Make a new, empty vault file and give it opened.

        Raises:
            VaultExistsError: when the file is there; nothing is replaced.
            EmptyPassphraseError, FolderReadOnlyError: when it cannot be made.
        """
        vault = cls.begin(path, passphrase)
        vault.save()
        return vault

    @classmethod
    def begin(cls, path: Path, passphrase: str) -> Vault:
        """Give a new, empty vault whose file its first ``save`` makes.

        Raises:
            VaultExistsError: when the file is there; EmptyPassphraseError.
        """
        if path.exists():
            raise VaultExistsError(path=path)
        _refuse_empty(passphrase)
        return cls(path, passphrase)

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Vault:
        """Open a vault file.

        Raises:
            FileMissingError, VaultDamagedError, WrongPassphraseError: when it is not there, no vault, or not opened by the passphrase.
        """
        try:
            # Before the bytes: a save in between is then seen as a change, never missed.
            seen = mark(path)
            raw = path.read_bytes()
        except FileNotFoundError:
            raise FileMissingError(path=path) from None
        vault = cls(path, passphrase)
        vault._on_disk = (seen, passphrase)
        payload, vault._key = _decrypt(raw, passphrase, path)
        vault._load(payload)
        return vault

    def put(self, text: str, kind: HitType) -> str:
        """Keep an original and give its opaque id; the same words of the same type have one id."""
        found = self._ids.get((text, kind))
        if found:
            return found
        made = "v" + secrets.token_hex(8)
        self._hold(Original(made, text, kind))
        return made

    def get(self, vault_id: str) -> Original | None:
        """Give the original of an id, or None."""
        return self._originals.get(vault_id)

    def originals(self) -> tuple[Original, ...]:
        """Give every original, for the leak check and the review."""
        return tuple(self._originals.values())

    def by_id(self) -> Mapping[str, Original]:
        """Give the originals by their ids."""
        return dict(self._originals)

    def forget(self, vault_id: str) -> bool:
        """Erase an original; tell whether it was there."""
        self._forgotten.add(vault_id)
        gone = self._originals.pop(vault_id, None)
        if gone:
            del self._ids[gone.text, gone.type]
        return gone is not None

    def forget_person(self, name: str) -> bool:
        """Erase a person from the key of who is who, in every case; tell whether there was one."""
        self._forgotten_people.add(name)
        return bool(self.register.forget(name))

    def change_passphrase(self, passphrase: str) -> None:
        """Encrypt the vault under another passphrase and save it at once.

        Raises:
            EmptyPassphraseError, FolderReadOnlyError: and the old passphrase stays.
        """
        _refuse_empty(passphrase)
        before, self._passphrase = self._passphrase, passphrase
        try:
            self.save()
        except QualcodeError:
            self._passphrase = before
            raise

    def save(self) -> None:
        """Write the vault: ciphertext into a new file of mode 0600, forced to disk, put in the old one's place in one step.

        What another process has put into the file since it was read here is taken in first, so that neither loses anything.

        Raises:
            FolderReadOnlyError: when the folder may not be written; the old file stays whole.
            WrongPassphraseError: when another process has changed the passphrase meanwhile.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with alone_in(self.path.parent) as alone:
                self._take_in()
                self._write()
                if alone:
                    clear_leftovers(self.path.parent)
        except OSError:
            raise FolderReadOnlyError(path=self.path) from None

    def _take_in(self) -> None:
        seen, passphrase = self._on_disk
        if not self.path.exists() or mark(self.path) == seen:
            return
        theirs = Vault(self.path, passphrase)
        theirs._load(_decrypt(self.path.read_bytes(), passphrase, self.path)[0])
        for original in theirs.originals():
            if original.id not in self._originals and original.id not in self._forgotten:
                self._hold(original)
        self.register.join(theirs.register)
        for name in self._forgotten_people:
            self.register.forget(name)

    def _write(self) -> None:
        payload = json.dumps(
            {
                "originals": [[o.id, o.text, o.type] for o in self._originals.values()],
                "register": self.register.dumps(),
            },
            ensure_ascii=False,
        )
        put_in_place(self.path, _encrypt(payload.encode(), self._key_now()))
        self._on_disk = (mark(self.path), self._passphrase)

    def _key_now(self) -> _Key:
        """Give the key of the passphrase: worked out once, since that is made to be slow, and anew when the passphrase changes."""
        if self._key is None or self._key.passphrase != self._passphrase:
            self._key = _Key.of(self._passphrase, os.urandom(16))
        return self._key

    def _load(self, payload: bytes) -> None:
        held = json.loads(payload)
        for vault_id, text, kind in held["originals"]:
            self._hold(Original(vault_id, text, HitType(kind)))
        self.register = Register.loads(held["register"])

    def _hold(self, original: Original) -> None:
        self._originals[original.id] = original
        self._ids[original.text, original.type] = original.id


def _refuse_empty(passphrase: str) -> None:
    if not passphrase.strip():
        raise EmptyPassphraseError


@dataclass(frozen=True, slots=True)
class _Key:
    """A key with the passphrase and the salt that it was made from; every writing has a nonce of its own."""

    passphrase: str
    salt: bytes
    secret: bytes

    @classmethod
    def of(cls, passphrase: str, salt: bytes) -> _Key:
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        made = Scrypt(salt=salt, length=_KEY_BYTES, n=1 << _LOG_N, r=_R, p=_P).derive(passphrase.encode())
        return cls(passphrase, salt, made)

    def __repr__(self) -> str:
        return "_Key()"


def _encrypt(payload: bytes, key: _Key) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    header = _HEADER.pack(_MAGIC, _LOG_N, _R, _P, key.salt, nonce)
    return header + AESGCM(key.secret).encrypt(nonce, payload, header)


def _decrypt(raw: bytes, passphrase: str, path: Path) -> tuple[bytes, _Key]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(raw) < _HEADER.size + 16 or not raw.startswith(_MAGIC):
        raise VaultDamagedError(path=path)
    header = raw[: _HEADER.size]
    _, log_n, r, p, salt, nonce = _HEADER.unpack(header)
    if (log_n, r, p) != (_LOG_N, _R, _P):
        # Parameters from a file are never trusted: a changed header could ask for any amount of memory.
        raise VaultDamagedError(path=path)
    key = _Key.of(passphrase, salt)
    try:
        return AESGCM(key.secret).decrypt(nonce, raw[_HEADER.size :], header), key
    except InvalidTag:
        raise WrongPassphraseError(path=path) from None
