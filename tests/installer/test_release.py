"""The publisher's tool: what it writes a shop believes; what it may not sign it says."""

import base64
import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from installer.release.publishing import VERSION_FILE, UnpublishableError, announce, main, publish
from installer.release.signing_key import UnusableKeyError, read_signing_key
from merchant_desk.errors import RefusedError
from merchant_desk.migrations.head import HEAD
from merchant_desk.sync.updates.announcement import verified
from merchant_desk.values.minisign import PublicKey
from merchant_desk.values.version_file import Target, installer_name
from merchant_desk.values.version_file_json import read_announcement
from tests.conftest import NOW
from tests.publisher import INSTALLER, NEW, OLD

KEY_ID = b"12345678"


def _key(path: Path, kdf: bytes = b"\0\0") -> PublicKey:
    """Write a key as ``minisign -G -W`` does."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    secret = private.private_bytes_raw() + public
    checksum = hashlib.blake2b(b"Ed" + KEY_ID + secret, digest_size=32).digest()
    raw = b"Ed" + kdf + b"B2" + bytes(48) + KEY_ID + secret + checksum
    path.write_text(f"untrusted comment: key\n{base64.b64encode(raw).decode()}\n", "utf-8")
    return PublicKey(KEY_ID, public)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for version in (OLD, NEW):
        (tmp_path / installer_name(version, Target.WINDOWS)).write_bytes(INSTALLER)
    (tmp_path / installer_name(NEW, Target.MACOS_ARM)).write_bytes(b"dmg")
    (tmp_path / "notes.txt").write_text("Plus rapide.\n\nPlus clair.\n", "utf-8")
    return tmp_path


def test_what_is_published_is_believed_by_a_shop_that_knows_the_key(folder: Path) -> None:
    public = _key(folder / "key")
    first = announce(folder, ["Première."], NOW - timedelta(days=9), version=OLD)
    told = announce(folder, ["Plus rapide."], NOW, version=NEW, after=first)

    target, signer = publish(folder, told, folder / "key")

    signature = (folder / f"{VERSION_FILE}.minisig").read_text("utf-8")
    assert signer == public
    assert verified(target.read_bytes(), signature, [public]) == told
    assert set(told.release.files) == {Target.WINDOWS, Target.MACOS_ARM}
    assert (told.release.schema, told.previous) == (HEAD, (first.release,))
    with pytest.raises(RefusedError, match="signature"):
        verified(target.read_bytes(), signature, [PublicKey(KEY_ID, bytes(32))])


def test_without_a_key_the_command_of_minisign_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / f"{VERSION_FILE}.minisig").write_text("of another file", "utf-8")
    words = [str(folder), "--version", NEW, "--notes", str(folder / "notes.txt")]

    assert main(words) == 0

    assert "minisign -Sm" in capsys.readouterr().out
    assert not (folder / f"{VERSION_FILE}.minisig").exists()
    found = read_announcement((folder / VERSION_FILE).read_bytes())
    assert list(found.notes) == ["Plus rapide.", "Plus clair."]
    assert main([*words, "--after", str(folder / "notes.txt")]) == 1


def test_a_key_nobody_knows_is_pointed_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _key(folder / "key")
    notes = str(folder / "notes.txt")

    main([str(folder), "--version", NEW, "--notes", notes, "--key", str(folder / "key")])

    assert "publishers.pub" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "x\ny\n", "x\n" + base64.b64encode(bytes(158)).decode()])
def test_what_is_no_key_signs_nothing(folder: Path, content: str) -> None:
    (folder / "key").write_text(content, "utf-8")

    with pytest.raises(UnusableKeyError):
        read_signing_key(folder / "key")


def test_a_damaged_key_signs_nothing(folder: Path) -> None:
    _key(folder / "key")
    raw = bytearray(base64.b64decode((folder / "key").read_text("utf-8").splitlines()[1]))
    raw[70] ^= 1
    (folder / "key").write_text(f"x\n{base64.b64encode(raw).decode()}\n", "utf-8")

    with pytest.raises(UnusableKeyError, match="damaged"):
        read_signing_key(folder / "key")


def test_a_key_under_a_password_is_left_to_minisign(folder: Path) -> None:
    _key(folder / "key", kdf=b"Sc")

    with pytest.raises(UnusableKeyError, match="password"):
        read_signing_key(folder / "key")


def test_nothing_is_announced_without_an_installer_or_before_the_last_one(folder: Path) -> None:
    with pytest.raises(UnpublishableError, match="no installer"):
        announce(folder, [], NOW, version="9.9.9")
    first = announce(folder, [], NOW, version=OLD)
    with pytest.raises(UnpublishableError, match="clock"):
        announce(folder, [], NOW, version=NEW, after=first)
