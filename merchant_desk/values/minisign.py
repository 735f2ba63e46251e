"""Signatures of files as the tool ``minisign`` makes them: who published a version of the desk.

Format: https://jedisct1.github.io/minisign/ (« Signature format », « Public key format »). Only
the prehashed kind, ``ED``, is taken: Ed25519 (RFC 8032) over BLAKE2b-512 (RFC 7693) of the file.
It is what the tool writes by itself since 0.10; one kind is one thing less to get wrong. The
trusted comment is signed together with the signature and is checked too.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

PREHASHED = b"ED"
KEY_ALGORITHM = b"Ed"
UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "
MOST_KEYS = 2
"""The key in use and the one that follows it: that is how a publisher changes keys."""
_KEY_LENGTH, _SIGNATURE_LENGTH, _GLOBAL_LENGTH = 42, 74, 64
_LINES = 4


class SignatureUnreadableError(ValueError):
    """A key or a signature that is not of the format."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that a publisher signs with; ``key_id`` only says which key to try."""

    key_id: bytes
    key: bytes

    @property
    def name(self) -> str:
        """Return the id as ``minisign`` prints it."""
        return self.key_id[::-1].hex().upper()


@dataclass(frozen=True, slots=True)
class Signature:
    """A detached signature with its comment."""

    key_id: bytes
    signature: bytes
    trusted_comment: str
    global_signature: bytes


def read_public_keys(text: str) -> tuple[PublicKey, ...]:
    """Return the keys of a file: lines of comment and blank ones are passed over; two at most."""
    lines = [line.strip() for line in text.splitlines()]
    said = [line for line in lines if line and not line.startswith(("#", "untrusted comment:"))]
    if len(said) > MOST_KEYS:
        raise SignatureUnreadableError("more than two keys")
    return tuple(_public_key(line) for line in said)


def _public_key(line: str) -> PublicKey:
    raw = _decoded(line, _KEY_LENGTH)
    if raw[:2] != KEY_ALGORITHM:
        raise SignatureUnreadableError("not an Ed25519 key")
    return PublicKey(raw[2:10], raw[10:])


def read_signature(text: str) -> Signature:
    """Return the signature of a ``.minisig`` file; raises SignatureUnreadableError."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if len(lines) != _LINES:
        raise SignatureUnreadableError("not four lines")
    if not lines[0].startswith(UNTRUSTED.rstrip()) or not lines[2].startswith(TRUSTED):
        raise SignatureUnreadableError("no comments")
    raw = _decoded(lines[1], _SIGNATURE_LENGTH)
    if raw[:2] != PREHASHED:
        raise SignatureUnreadableError("not prehashed")
    comment = lines[2].removeprefix(TRUSTED)
    return Signature(raw[2:10], raw[10:], comment, _decoded(lines[3], _GLOBAL_LENGTH))


def signer_of(body: bytes, signature: Signature, keys: Sequence[PublicKey]) -> PublicKey | None:
    """Return which of these keys signed the body and the comment; None when none did."""
    for key in keys:
        if key.key_id == signature.key_id and _signed(body, signature, key):
            return key
    return None


def digest_of(body: bytes) -> bytes:
    """Return what is signed of a file: its BLAKE2b-512 digest."""
    return hashlib.blake2b(body).digest()


def _signed(body: bytes, signature: Signature, key: PublicKey) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - no start waits for it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
        Ed25519PublicKey,
    )

    comment = signature.signature + signature.trusted_comment.encode()
    try:
        public = Ed25519PublicKey.from_public_bytes(key.key)
        public.verify(signature.signature, digest_of(body))
        public.verify(signature.global_signature, comment)
    except (InvalidSignature, ValueError):
        return False
    return True


def _decoded(line: str, length: int) -> bytes:
    try:
        raw = base64.b64decode(line.strip().encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise SignatureUnreadableError("not base64") from error
    if len(raw) != length:
        raise SignatureUnreadableError("wrong length")
    return raw
