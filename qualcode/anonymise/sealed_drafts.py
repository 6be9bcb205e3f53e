"""Drafts: words that somebody is writing and has not stored, sealed, each under a key of its own that goes with it.

What is being written may hold a name in clear, half of one even, which no finder would know. So it lies on the disk as AES-256-GCM
ciphertext alone, and its key in another folder: of what was saved or given up no key is left, and no byte that says anything.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from qualcode.anonymise.vault_file import put_in_place
from qualcode.domain.errors import FolderReadOnlyError

_KEY_BYTES, _NONCE_BYTES = 32, 12
_DAY = 86_400


class SealedDrafts:
    """The drafts in a folder, by names that tell nothing of what they are about."""

    def __init__(self, folder: Path) -> None:
        self._sealed = folder / "drafts"
        self._keys = folder / "draft-keys"

    def put(self, name: str, words: bytes) -> None:
        """Keep a draft in the place of the earlier one of that name.

        Raises:
            FolderReadOnlyError: when the folder may not be written.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            for folder in (self._sealed, self._keys):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            key = self._key(name)
            if key is None:
                key = os.urandom(_KEY_BYTES)
                put_in_place(self._keys / name, key)
            nonce = os.urandom(_NONCE_BYTES)
            put_in_place(self._sealed / name, nonce + AESGCM(key).encrypt(nonce, words, name.encode()))
        except OSError:
            raise FolderReadOnlyError(path=self._sealed) from None

    def get(self, name: str) -> bytes | None:
        """Give a draft; None when there is none, or none that its key opens."""
        try:
            sealed, key = (self._sealed / name).read_bytes(), self._key(name)
        except OSError:
            return None
        if key is None:
            return None
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError):
            return None

    def drop(self, name: str) -> None:
        """Throw a draft away, its key first."""
        key = self._keys / name
        with suppress(OSError):
            with key.open("r+b") as file:
                file.write(bytes(_KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            key.unlink()
        with suppress(OSError):
            (self._sealed / name).unlink()

    def clear(self, days: int) -> None:
        """Throw away drafts that nobody has written on for so many days, and what killed programs left half-written."""
        oldest = time.time() - days * _DAY
        for name in {path.name for folder in (self._keys, self._sealed) for path in folder.glob("*")}:
            with suppress(OSError):
                there = self._sealed / name if (self._sealed / name).exists() else self._keys / name
                if there.stat().st_mtime < oldest:
                    self.drop(name)

    def _key(self, name: str) -> bytes | None:
        try:
            key = (self._keys / name).read_bytes()
        except OSError:
            return None
        return key if len(key) == _KEY_BYTES else None
