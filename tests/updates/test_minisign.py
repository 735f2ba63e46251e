"""Signatures of the tool minisign: one of its own, ours, and everything that is not one."""

import pytest

from merchant_desk.app.running_program import trusted_keys
from merchant_desk.values.minisign import (
    SignatureUnreadableError,
    read_public_keys,
    read_signature,
    signer_of,
)
from tests.publisher import Key

# From the tests of the tool's own author (github.com/jedisct1/rust-minisign-verify).
THEIR_KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
THEIR_SIGNATURE = """untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1556193335\tfile:test
y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==
"""


def test_a_signature_of_the_tool_itself_holds() -> None:
    (key,) = read_public_keys(f"untrusted comment: minisign public key\n{THEIR_KEY}\n")

    assert signer_of(b"test", read_signature(THEIR_SIGNATURE), [key]) == key
    assert signer_of(b"Test", read_signature(THEIR_SIGNATURE), [key]) is None
    assert key.name == "E7620F1842B4E81F"


def test_a_comment_that_was_changed_is_seen() -> None:
    (key,) = read_public_keys(THEIR_KEY)
    forged = THEIR_SIGNATURE.replace("file:test", "file:tess")

    assert signer_of(b"test", read_signature(forged), [key]) is None


def test_either_of_two_keys_may_sign_so_that_a_publisher_can_change_keys() -> None:
    old, new, stranger = Key(b"old key."), Key(b"new key."), Key(b"new key.")
    known = [old.public, new.public]

    assert signer_of(b"x", read_signature(old.sign(b"x")), known) == old.public
    assert signer_of(b"x", read_signature(new.sign(b"x")), known) == new.public
    assert signer_of(b"x", read_signature(stranger.sign(b"x")), known) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>",
        THEIR_SIGNATURE.replace("RUQf", "RWQf"),  # the legacy kind, not prehashed
        THEIR_SIGNATURE.replace("RUQf", "RUQ"),
        THEIR_SIGNATURE.replace("trusted comment: time", "comment: time"),
        THEIR_SIGNATURE + "more\n",
        "\n".join(THEIR_SIGNATURE.splitlines()[:2]),
        THEIR_SIGNATURE.replace("y/rUw2", "é/rUw2"),
    ],
)
def test_what_is_no_signature_is_told_apart(text: str) -> None:
    with pytest.raises(SignatureUnreadableError):
        read_signature(text)


@pytest.mark.parametrize("text", ["RWQ", f"{THEIR_KEY}\n" * 3, "RUQ" + THEIR_KEY[3:], "é"])
def test_what_is_no_key_is_told_apart(text: str) -> None:
    with pytest.raises(SignatureUnreadableError):
        read_public_keys(text)


def test_this_repository_believes_nobody() -> None:
    assert trusted_keys() == ()
