"""A secret key of ``minisign`` without a password, as an automatic build holds one.

Format: https://jedisct1.github.io/minisign/ (« Secret key format »). A key under a password is
left to ``minisign`` itself: the password is then typed where it belongs.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from merchant_desk.values.minisign import PREHASHED, TRUSTED, UNTRUSTED, PublicKey, digest_of

_ALGORITHM, _OPEN, _CHECKSUM = b"Ed", b"\0\0", b"B2"
_LENGTH = 158  # 2 + 2 + 2 + 32 of salt + 8 + 8 + 104 of key
_KEY_AT = 54


class UnusableKeyError(Exception):
    """The key cannot sign here; the text says why, and what to do."""


@dataclass(frozen=True)
class SigningKey:
    """A key that signs; it is read, used and forgotten."""

    key_id: bytes
    private: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        """Return its public half."""
        return PublicKey(self.key_id, self.private.public_key().public_bytes_raw())

    def sign(self, body: bytes, comment: str) -> str:
        """Return the text of the ``.minisig`` file."""
        signature = self.private.sign(digest_of(body))
        over_all = self.private.sign(signature + comment.encode())
        lines = (
            f"{UNTRUSTED}signature of a version of Merchant Desk",
            base64.b64encode(PREHASHED + self.key_id + signature).decode(),
            f"{TRUSTED}{comment}",
            base64.b64encode(over_all).decode(),
        )
        return "\n".join(lines) + "\n"


def read_signing_key(path: Path) -> SigningKey:
    """Return the key of a file made by ``minisign -G -W``."""
    try:
        lines = path.read_text("utf-8").splitlines()
        raw = base64.b64decode(lines[1], validate=True)
    except (OSError, IndexError, UnicodeDecodeError, binascii.Error) as error:
        raise UnusableKeyError(f"{path.name} is no secret key of minisign") from error
    if len(raw) != _LENGTH or raw[:2] != _ALGORITHM or raw[4:6] != _CHECKSUM:
        raise UnusableKeyError(f"{path.name} is no secret key of minisign")
    if raw[2:4] != _OPEN:
        raise UnusableKeyError(f"{path.name} is under a password: sign with minisign itself")
    key_id, secret, told = raw[_KEY_AT:62], raw[62:126], raw[126:]
    private = Ed25519PrivateKey.from_private_bytes(secret[:32])
    whole = hashlib.blake2b(_ALGORITHM + key_id + secret, digest_size=32).digest()
    # minisign 0.11 leaves the checksum of a key without a password at zero
    known = told in (whole, bytes(len(whole)))
    if not known or private.public_key().public_bytes_raw() != secret[32:]:
        raise UnusableKeyError(f"{path.name} is damaged")
    return SigningKey(key_id, private)
