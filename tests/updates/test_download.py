"""Fetching: an announcement that is the publisher's, an installer that is the one it signed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

from merchant_desk.errors import CancelledError, RefusedError, UnavailableError
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.sync.progress import Silent
from merchant_desk.sync.updates import download as downloading
from merchant_desk.sync.updates.addresses import followed, trusted_address
from merchant_desk.sync.updates.announcement import fetch_announcement
from merchant_desk.sync.updates.download import download, part_path
from merchant_desk.values.version_file import InstallerFile, Target
from merchant_desk.values.version_file_json import write_announcement
from tests.conftest import NOW
from tests.publisher import INSTALLER, Answer, Key, Site, announcement, publishing, release
from tests.sync.wire import free_port

FILE = release("0.2.0", INSTALLER).files[Target.WINDOWS]
INSTALLER_PATH = f"/{FILE.name}"


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def site() -> Iterator[Site]:
    with publishing() as made:
        yield made


@pytest.fixture
def http() -> Iterator[HttpClient]:
    client = HttpClient(limits=HttpLimits(attempts=1, largest_bytes=256 * 1024, read_s=5))
    yield client
    client.close()


@pytest.fixture
def key() -> Key:
    return Key()


def _fetch(site: Site, http: HttpClient, folder: Path, file: InstallerFile = FILE) -> Path:
    return download(file, site.version_url, folder, http, Silent())


def test_what_the_publisher_signed_is_believed(site: Site, http: HttpClient, key: Key) -> None:
    site.show(announcement(), key)

    found = fetch_announcement(site.version_url, [key.public], http)

    assert found.announcement == announcement()


def test_what_another_key_signed_is_refused(site: Site, http: HttpClient, key: Key) -> None:
    site.show(announcement(), Key())

    with pytest.raises(RefusedError, match="signature"):
        fetch_announcement(site.version_url, [key.public], http)


def test_one_changed_byte_is_refused(site: Site, http: HttpClient, key: Key) -> None:
    site.show(announcement(), key)
    told = site.answers["/version.json"]
    told.body = told.body.replace(b"0.2.0-setup", b"0.9.0-setup")

    with pytest.raises(RefusedError, match="signature"):
        fetch_announcement(site.version_url, [key.public], http)


def test_files_of_two_announcements_do_not_go_together(
    site: Site, http: HttpClient, key: Key
) -> None:
    site.show(announcement(), key)
    older = write_announcement(announcement(released_at=NOW))
    site.answers["/version.json.minisig"].body = key.sign(older).encode()

    with pytest.raises(RefusedError, match="signature"):
        fetch_announcement(site.version_url, [key.public], http)

    assert len(site.asked) == 4, "a version published in between is asked once more"


def test_a_page_for_people_is_named(site: Site, http: HttpClient, key: Key) -> None:
    site.answers["/version.json"] = Answer(b"<html>Wi-Fi</html>", "text/html")

    with pytest.raises(UnavailableError, match="page web"):
        fetch_announcement(site.version_url, [key.public], http)

    site.answers["/version.json"] = Answer(b" <!doctype html>", "application/json")
    with pytest.raises((UnavailableError, RefusedError), match="page web"):
        fetch_announcement(site.version_url, [key.public], http)


def test_a_version_file_without_end_is_not_read(site: Site, http: HttpClient, key: Key) -> None:
    site.show_bytes(b" " * 300_000, key)

    with pytest.raises(UnavailableError):
        fetch_announcement(site.version_url, [key.public], http)


def test_a_site_that_is_not_there_or_empty_is_told(site: Site, http: HttpClient, key: Key) -> None:
    with pytest.raises(UnavailableError, match="404"):
        fetch_announcement(site.version_url, [key.public], http)

    with pytest.raises(UnavailableError, match="mises à jour n’a pas été lu"):
        fetch_announcement(f"http://127.0.0.1:{free_port()}/v.json", [key.public], http)


def test_a_build_that_knows_no_publisher_asks_nobody(site: Site, http: HttpClient) -> None:
    with pytest.raises(RefusedError, match="aucun éditeur"):
        fetch_announcement(site.version_url, [], http)

    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    ["http://example.org/v.json", "ftp://127.0.0.1/v", "file:///etc/passwd", "https://", "v.json",
     "https://user:secret@example.org/v", "http://127.0.0.1.example.org/", "https://[::1"],
)  # fmt: skip
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(RefusedError, match="pas sûre"):
        trusted_address(url)


def test_a_redirection_follows_the_same_rule(site: Site, http: HttpClient, key: Key) -> None:
    assert followed("https://a.fr/x/v.json", "y.exe") == "https://a.fr/x/y.exe"
    for base, target in (
        ("https://a.fr/v", "http://a.fr/v"),
        ("https://a.fr/v", "http://127.0.0.1/v"),
        ("https://a.fr/v", "https://localhost/v"),
        ("https://a.fr/v", "https://["),
    ):
        with pytest.raises(RefusedError, match="pas sûre"):
            followed(base, target)

    site.answers["/version.json"] = Answer(b"", status=302, to="http://example.org/version.json")
    with pytest.raises(RefusedError, match="pas sûre"):
        fetch_announcement(site.version_url, [key.public], http)

    site.answers["/version.json"] = Answer(b"", status=302, to="/version.json")
    with pytest.raises(UnavailableError, match="sans fin"):
        fetch_announcement(site.version_url, [key.public], http)


def test_an_installer_arrives_whole(site: Site, http: HttpClient, tmp_path: Path) -> None:
    site.answers[INSTALLER_PATH] = Answer(b"", status=302, to="/elsewhere")
    site.answers["/elsewhere"] = Answer(INSTALLER)

    assert _fetch(site, http, tmp_path / "new").read_bytes() == INSTALLER
    asked = len(site.asked)
    _fetch(site, http, tmp_path / "new")
    assert len(site.asked) == asked, "what is whole is not fetched again"


def test_a_cut_goes_on_where_it_was(site: Site, http: HttpClient, tmp_path: Path) -> None:
    site.answers[INSTALLER_PATH] = Answer(INSTALLER, cut_at=300_000)

    assert _fetch(site, http, tmp_path).read_bytes() == INSTALLER
    assert [wanted for _path, wanted in site.asked] == ["", "bytes=300000-"], (
        "whatever came is kept"
    )


def test_a_killed_download_goes_on_at_the_next_start(
    site: Site, http: HttpClient, tmp_path: Path
) -> None:
    part_path(tmp_path, FILE).write_bytes(INSTALLER[:100_000])
    site.answers[INSTALLER_PATH] = Answer(INSTALLER)

    assert _fetch(site, http, tmp_path).read_bytes() == INSTALLER
    assert site.asked == [(INSTALLER_PATH, "bytes=100000-")]


def test_a_site_without_ranges_begins_anew(site: Site, http: HttpClient, tmp_path: Path) -> None:
    part_path(tmp_path, FILE).write_bytes(INSTALLER[:100_000])
    site.answers[INSTALLER_PATH] = Answer(INSTALLER, ranges=False)

    assert _fetch(site, http, tmp_path).read_bytes() == INSTALLER


def test_stopping_keeps_what_came(site: Site, http: HttpClient, tmp_path: Path) -> None:
    class Impatient(Silent):
        def report(self, done: int, total: int | None, label: str) -> None:
            self.stop()

    site.answers[INSTALLER_PATH] = Answer(INSTALLER)

    with pytest.raises(CancelledError):
        download(FILE, site.version_url, tmp_path, http, Impatient())

    part = part_path(tmp_path, FILE)
    assert 0 < part.stat().st_size < len(INSTALLER)
    assert not (tmp_path / FILE.name).exists()


def test_stopping_waits_for_no_piece_of_a_slow_line(
    site: Site, http: HttpClient, tmp_path: Path
) -> None:
    class Impatient(Silent):
        def report(self, done: int, total: int | None, label: str) -> None:
            self.stop()

    small = release("0.2.0", INSTALLER[:2_000]).files[Target.WINDOWS]
    gate = Event()  # the second half stays away
    site.answers[INSTALLER_PATH] = Answer(INSTALLER[:2_000], gate=gate)

    with pytest.raises(CancelledError):
        download(small, site.version_url, tmp_path, http, Impatient())

    gate.set()
    assert part_path(tmp_path, small).stat().st_size == 1_000


@pytest.mark.parametrize(
    "body",
    [b"X" + INSTALLER[1:], INSTALLER + b"more", b"<html>" + INSTALLER[6:]],
    ids=["flipped", "too long", "another"],
)
def test_another_file_than_was_signed_is_thrown_away(
    site: Site, http: HttpClient, tmp_path: Path, body: bytes
) -> None:
    site.answers[INSTALLER_PATH] = Answer(body)

    with pytest.raises(RefusedError):
        _fetch(site, http, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_stays_short_says_so(site: Site, http: HttpClient, tmp_path: Path) -> None:
    site.answers[INSTALLER_PATH] = Answer(INSTALLER[:1000])

    with pytest.raises(UnavailableError, match="coupé"):
        _fetch(site, http, tmp_path)

    assert not (tmp_path / FILE.name).exists()


def test_a_web_page_instead_of_the_installer_leaves_nothing(
    site: Site, http: HttpClient, tmp_path: Path
) -> None:
    site.answers[INSTALLER_PATH] = Answer(b"<html>", "text/html")

    with pytest.raises(UnavailableError):
        _fetch(site, http, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_before_anything_is_fetched(
    site: Site, http: HttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(1, 1, 1_000))
    site.answers[INSTALLER_PATH] = Answer(INSTALLER)

    with pytest.raises(UnavailableError, match="disque est plein"):
        _fetch(site, http, tmp_path)

    assert site.asked == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_disk_that_fills_up_in_the_middle_is_told(
    site: Site, http: HttpClient, tmp_path: Path
) -> None:
    part_path(tmp_path, FILE).symlink_to("/dev/full")
    site.answers[INSTALLER_PATH] = Answer(INSTALLER)

    with pytest.raises(UnavailableError, match="disque est plein"):
        _fetch(site, http, tmp_path)

    assert downloading.is_whole(tmp_path / FILE.name, FILE) is False


def test_an_installer_that_is_here_but_changed_is_fetched_again(
    site: Site, http: HttpClient, tmp_path: Path
) -> None:
    (tmp_path / FILE.name).write_bytes(b"X" + INSTALLER[1:])
    site.answers[INSTALLER_PATH] = Answer(INSTALLER)

    assert _fetch(site, http, tmp_path).read_bytes() == INSTALLER
