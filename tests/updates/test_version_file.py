"""The version file: what is written is read; whatever else comes is refused in a sentence."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.errors import RefusedError
from merchant_desk.rules.update_offer import Here, Standing, standing
from merchant_desk.values.app_version import at_least, leading_numbers, read_version
from merchant_desk.values.version_file import Announcement, Target
from merchant_desk.values.version_file_json import read_announcement, write_announcement
from tests.conftest import NOW
from tests.publisher import NEW, OLD, SCHEMA, announcement

HERE = Here(
    version=OLD,
    schema=SCHEMA,
    target=Target.WINDOWS,
    system_version=(10, 0, 19045),
    seen_until=None,
)


def _changed(**facts: Any) -> bytes:
    told = json.loads(write_announcement(announcement()))
    return json.dumps({**told, **facts}).encode()


def _with_file(**facts: Any) -> bytes:
    told = json.loads(write_announcement(announcement()))
    told["files"]["windows-x86_64"].update(facts)
    return json.dumps(told).encode()


def test_what_is_written_is_read() -> None:
    told = announcement()

    assert read_announcement(write_announcement(told)) == told


def test_a_note_is_written_with_the_spaces_of_french() -> None:
    note = "Nouveau\u00a0: «\u00a0Étiquettes\u00a0», 20\u202f% plus vite."

    assert read_announcement(_changed(notes=[note])).notes == (note,)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!DOCTYPE html><html>", "page web"),
        (b"", "abîmé"),
        (b"\xff\xfe", "abîmé"),
        (b"[" * 100_000, "abîmé"),
        (b"[1]", "abîmé"),
        (write_announcement(announcement())[:-40], "abîmé"),
        (_changed(format=2), "plus récent"),
        (_changed(format="1"), "abîmé"),
        (_changed(application="another"), "abîmé"),
        (_changed(version="0.2"), "version"),
        (_changed(version="0.2.0-rc1"), "version"),
        (_changed(version="00.2.0"), "version"),
        (_changed(schema="../x"), "abîmé"),
        (_changed(released_at="2026-11-20T09:00:00"), "abîmé"),
        (_changed(expires_at="2026-01-01T09:00:00+00:00"), "abîmé"),
        (_changed(expires_at="9999-12-31T23:59:59-14:00"), "abîmé"),
        (_changed(notes=["x" * 1_000]), "abîmé"),
        (_changed(notes=["a\u202eb"]), "abîmé"),
        (_changed(notes=[7]), "abîmé"),
        (_changed(minimum=[]), "abîmé"),
        (_changed(files=None), "abîmé"),
        (_with_file(name="..\\evil.exe"), "abîmé"),
        (_with_file(name="MerchantDesk-0.3.0-setup.exe"), "abîmé"),
        (_with_file(size=2**40), "abîmé"),
        (_with_file(size=True), "abîmé"),
        (_with_file(size=-1), "abîmé"),
        (_with_file(sha256="00"), "abîmé"),
        (_with_file(url=None), "abîmé"),
    ],
)
def test_whatever_else_comes_is_refused_in_a_sentence(body: bytes, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        read_announcement(body)


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_no_bytes_make_it_stumble(body: bytes) -> None:
    with pytest.raises(RefusedError):
        read_announcement(body)


def _judge(told: Announcement, **facts: Any) -> Standing:
    return standing(told, Here(**{**_facts(), **facts}), NOW)


def _facts() -> dict[str, Any]:
    return {name: getattr(HERE, name) for name in Here.__slots__}


def test_only_a_newer_version_is_offered() -> None:
    assert _judge(announcement()) is Standing.OFFERED
    assert _judge(announcement(OLD)) is Standing.UP_TO_DATE
    assert _judge(announcement("0.0.9")) is Standing.UP_TO_DATE
    assert _judge(announcement("0.10.0"), version="0.9.0") is Standing.OFFERED


@pytest.mark.parametrize(
    ("told", "facts", "words"),
    [
        (announcement(), {"seen_until": NOW}, "plus récente"),
        (announcement(released_at=NOW - timedelta(days=91)), {}, "plus valable"),
        (announcement(released_at=NOW + timedelta(days=2)), {}, "pas encore là"),
        (announcement(), {"system_version": (10, 0, 17763)}, "Windows 10.0.18362"),
        (announcement(), {"target": Target.MACOS_ARM}, "ce système"),
        (announcement(), {"schema": "0009"}, "vos données"),
    ],
)
def test_what_is_old_news_or_does_not_fit_is_refused(
    told: Announcement, facts: dict[str, Any], words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        _judge(told, **facts)


def test_a_clone_is_told_of_a_version_without_an_installer() -> None:
    assert _judge(announcement(), target=Target.NONE, system_version=()) is Standing.OFFERED


def test_versions_are_compared_number_by_number() -> None:
    assert read_version("0.10.0") > read_version(NEW)
    assert leading_numbers("14.5 (23F79)") == (14, 5)
    assert leading_numbers("") == ()
    assert at_least((14,), (14, 0))
    assert not at_least((13, 7), (14,))
