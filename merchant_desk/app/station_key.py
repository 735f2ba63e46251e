"""The key that signs what this station issues: in the keyring of the system, and nowhere else."""

import hashlib
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from merchant_desk.values.ids import StationId, id_text


@dataclass
class StationKey:
    """Signs with Ed25519 (RFC 8032); made at its first use, on the thread that writes.

    Where no keyring answers nothing is signed: records are chained all the same, the journal says
    so, and the first signature after that vouches for them.
    """

    station_id: StationId
    _private: Any = field(default=None, repr=False)
    _public: bytes = b""
    _tried: bool = False
    _guard: Lock = field(default_factory=Lock, repr=False)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the public key; empty while no keyring answers."""
        return hashlib.sha256(self.public_key).hexdigest() if self.public_key else ""

    @property
    def public_key(self) -> bytes:
        """Return the 32 bytes of the public key; empty while no keyring answers."""
        self._load()
        return self._public

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of the signature; empty while no keyring answers."""
        self._load()
        return b"" if self._private is None else bytes(self._private.sign(data))

    def _load(self) -> None:
        with self._guard:
            if self._tried:
                return
            self._tried = True
            seed = kept_seed(f"signing-key:{id_text(self.station_id)}")
            if seed is None:
                return
            from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - no start waits for it
                Ed25519PrivateKey,
            )

            self._private = Ed25519PrivateKey.from_private_bytes(seed)
            self._public = self._private.public_key().public_bytes_raw()


def kept_seed(name: str) -> bytes | None:
    """Return the secret of this name, made the first time; None when no keyring answers."""
    import secrets  # noqa: PLC0415 - with the keyring, at the first signature

    from merchant_desk.sync import vault  # noqa: PLC0415 - as its neighbour

    try:
        kept = vault.kept(name)
        if kept:
            return bytes.fromhex(kept)
        seed = secrets.token_bytes(32)
        vault.keep(name, seed.hex())
    except (vault.VaultError, vault.NoSuchKeyringError, ValueError):
        return None  # a name of PYTHON_KEYRING_BACKEND that is not there counts as no keyring
    return seed
