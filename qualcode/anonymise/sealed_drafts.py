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
    """The drafts of one project in a folder that has those of all, by names that tell nothing of what they are about."""

    def __init__(self, folder: Path, project: str) -> None:
        self._every = [folder / "drafts", folder / "draft-keys"]
        self._sealed, self._keys = (part / project for part in self._every)

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

    def drop_all(self) -> None:
        """Throw away every draft of the project, and what killed programs left half-written."""
        for name in {path.name for folder in (self._keys, self._sealed) for path in folder.glob("*")}:
            self.drop(name)

    def clear(self, days: int) -> None:
        """Throw away drafts, of whatever project, that nobody has written on for so many days."""
        oldest = time.time() - days * _DAY
        for project, name in {(path.parent.name, path.name) for part in self._every for path in part.glob("*/*")}:
            drafts = SealedDrafts(self._every[0].parent, project)
            with suppress(OSError):
                there = drafts._sealed / name if (drafts._sealed / name).exists() else drafts._keys / name
                if there.stat().st_mtime < oldest:
                    drafts.drop(name)

    def _key(self, name: str) -> bytes | None:
        try:
            key = (self._keys / name).read_bytes()
        except OSError:
            return None
        return key if len(key) == _KEY_BYTES else None
