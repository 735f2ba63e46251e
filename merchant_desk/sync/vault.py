"""The keyring of the system, whatever it holds at once: a long secret is kept in numbered parts.

Windows takes 2560 bytes, 1280 UTF-16 units, in one entry (CRED_MAX_CREDENTIAL_BLOB_SIZE, wincred.h)
and keyring writes UTF-16; a service account or a certificate is longer. Every system goes the same
way, so that what is tried on one is what runs on the other.
"""

import hashlib
import re
import secrets
import sys
import threading
from types import ModuleType

KEYRING_NAME = "MerchantDesk"
PART = 1_200
"""UTF-16 units in one entry."""
_LONGEST_NAME = 200  # a name and « @MerchantDesk » stay under the 337 of every kind of entry
_HEAD = "merchant-desk-parts"
_SPEAKS_OF_PARTS = re.compile(
    rf"{_HEAD}:(?P<run>[0-9a-f]{{8}}):(?P<count>[0-9]{{1,4}}):[0-9a-f]{{64}}"
)
"""What a head looks like; an entry that someone wrote by hand is none, and no secret either."""
_ALONE = threading.Lock()  # keyring moves an older entry aside while it writes one on Windows


class VaultError(Exception):
    """No keyring answers, or it takes nothing in."""


class NoSuchKeyringError(Exception):
    """``PYTHON_KEYRING_BACKEND`` names a keyring that is not there."""


def keep(name: str, text: str) -> None:
    """Keep a secret under a name, whole or not at all; raise VaultError when it is not kept."""
    with _ALONE:
        _keep(_entry(name), text)


def kept(name: str) -> str | None:
    """Return the secret of this name, whole, or None; raise VaultError when no keyring answers."""
    entry = _entry(name)
    head = _get(entry)
    for _again in range(2):  # another process may change it meanwhile
        whole = _whole(entry, head)
        if whole is not None or head is None:
            return whole
        before, head = head, _get(entry)
        if head == before:
            return None
    return None


def forget(name: str) -> None:
    """Forget a secret and each of its parts; raise VaultError when the keyring lets none go."""
    entry = _entry(name)
    with _ALONE:
        head = _get(entry)
        if head is None:
            return
        _drop(entry)
        for part in _parts(entry, head):
            _drop(part)


def _keep(entry: str, text: str) -> None:
    """Write the parts beside the old ones, then the head that names them, then drop the old."""
    old = _get(entry)
    old_parts = _parts(entry, old) if old is not None else ()
    if len(text.encode("utf-16-le")) // 2 <= PART and not text.startswith(_HEAD):
        _set(entry, text)
    else:
        step = PART if text.isascii() else PART // 2  # a sign beyond the first plane takes two
        cuts = [text[start : start + step] for start in range(0, len(text), step)]
        head = f"{_HEAD}:{secrets.token_hex(4)}:{len(cuts)}:{_digest(text)}"
        parts = _parts(entry, head)
        try:
            for part, cut in zip(parts, cuts, strict=True):
                _set(part, cut)
            _set(entry, head)
        except VaultError:
            _drop_quietly(parts)
            raise
    _drop_quietly(old_parts)


def _whole(entry: str, head: str | None) -> str | None:
    if head is None or not head.startswith(_HEAD):
        return head
    cuts = [_get(part) for part in _parts(entry, head)]
    text = "".join(cut for cut in cuts if cut is not None)
    return text if cuts and None not in cuts and head.endswith(f":{_digest(text)}") else None


def _parts(entry: str, head: str) -> tuple[str, ...]:
    """Return the names of the parts that a head speaks of; none for a secret of one piece."""
    found = _SPEAKS_OF_PARTS.fullmatch(head)
    if found is None:
        return ()
    return tuple(f"{entry}#{found['run']}.{rank}" for rank in range(int(found["count"])))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _entry(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else _digest(name)


def _drop_quietly(entries: tuple[str, ...]) -> None:
    for each in entries:
        try:
            _drop(each)
        except VaultError:  # a part that nothing names any more is never read
            continue


def _get(entry: str) -> str | None:
    keyring = open_keyring()
    try:
        found: str | None = keyring.get_password(KEYRING_NAME, entry)
    except _troubles(keyring) as error:
        raise VaultError from error
    return found


def _set(entry: str, text: str) -> None:
    keyring = open_keyring()
    try:
        keyring.set_password(KEYRING_NAME, entry, text)
    except _troubles(keyring) as error:
        raise VaultError from error


def _drop(entry: str) -> None:
    keyring = open_keyring()
    try:
        keyring.delete_password(KEYRING_NAME, entry)
    except _troubles(keyring) as error:
        raise VaultError from error


def open_keyring() -> ModuleType:
    """Return the keyring module; its back end is looked for at the first call."""
    try:
        import keyring.errors  # noqa: PLC0415 - its back ends are slow to find; not at window start

        keyring.get_keyring()
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise NoSuchKeyringError from error
    return keyring


def _troubles(keyring: ModuleType) -> tuple[type[BaseException], ...]:
    """Return what a keyring may raise: Credential Manager has errors of its own."""
    known: tuple[type[BaseException], ...] = (keyring.errors.KeyringError, OSError)
    if sys.platform == "win32":
        from win32ctypes.pywin32 import pywintypes  # noqa: PLC0415 - on Windows alone

        known = (*known, pywintypes.error)
    return known
