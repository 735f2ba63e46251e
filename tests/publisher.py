"""A publisher of versions on this computer: its key, made here, and its site over loopback HTTP."""

import base64
import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from merchant_desk.values.minisign import PublicKey, digest_of
from merchant_desk.values.version_file import (
    Announcement,
    InstallerFile,
    Release,
    Target,
    installer_name,
)
from merchant_desk.values.version_file_json import write_announcement
from tests.conftest import NOW

OLD, NEW = "0.1.0", "0.2.0"
SCHEMA = "0008"
NOTES = ("Les étiquettes de colis s’impriment plus vite.", "La caisse rend la monnaie du ticket.")
INSTALLER = bytes(range(256)) * 2_000  # 512 kB: two pieces of a download
EARLIER = b"the installer of the version before" * 100


class Key:
    """A key of a publisher, as minisign makes one."""

    def __init__(self, key_id: bytes = b"\x01publish") -> None:
        self._private = Ed25519PrivateKey.generate()
        self.key_id = key_id

    @property
    def public(self) -> PublicKey:
        raw = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return PublicKey(self.key_id, raw)

    def sign(self, body: bytes, comment: str = "file:version.json") -> str:
        """Write what ``minisign -S`` writes."""
        signature = self._private.sign(digest_of(body))
        over_all = self._private.sign(signature + comment.encode())
        return (
            "untrusted comment: signature from minisign secret key\n"
            f"{base64.b64encode(b'ED' + self.key_id + signature).decode()}\n"
            f"trusted comment: {comment}\n{base64.b64encode(over_all).decode()}\n"
        )


def release(
    version: str, content: bytes, *, schema: str = SCHEMA, target: Target = Target.WINDOWS
) -> Release:
    """A version with one installer; its address is relative to the version file."""
    name = installer_name(version, target)
    digest = hashlib.sha256(content).hexdigest()
    return Release(version, schema, {target: InstallerFile(name, len(content), digest, name)})


def announcement(
    version: str = NEW,
    *,
    released_at: datetime = NOW - timedelta(days=1),
    schema: str = SCHEMA,
    target: Target = Target.WINDOWS,
    minimum: Mapping[str, tuple[int, ...]] | None = None,
    previous: Sequence[Release] | None = None,
) -> Announcement:
    """What is announced the day before the tests."""
    return Announcement(
        release=release(version, INSTALLER, schema=schema, target=target),
        released_at=released_at,
        expires_at=released_at + timedelta(days=90),
        notes=NOTES,
        minimum=minimum or {"windows": (10, 0, 18362)},
        previous=(release(OLD, EARLIER, target=target),) if previous is None else previous,
    )


@dataclass
class Answer:
    """What a path answers; ``cut_at`` closes the line after so many bytes of the body, once."""

    body: bytes
    kind: str = "application/octet-stream"
    status: int = 200
    to: str = ""
    cut_at: int | None = None
    ranges: bool = True
    gate: Event | None = None
    """The second half of the body waits for it."""


@dataclass
class Site:
    """What the publisher shows, and what was asked of it."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def version_url(self) -> str:
        return f"{self.url}/version.json"

    def show(self, told: Announcement, key: Key, installer: bytes = INSTALLER) -> None:
        """Publish a version, signed."""
        self.show_bytes(write_announcement(told), key)
        for each in told.release.files.values():
            self.answers[f"/{each.name}"] = Answer(installer)
        for earlier in told.previous:
            for each in earlier.files.values():
                self.answers[f"/{each.name}"] = Answer(EARLIER)

    def show_bytes(self, body: bytes, key: Key) -> None:
        """Publish any body, signed."""
        self.answers["/version.json"] = Answer(body, "application/json")
        self.answers["/version.json.minisig"] = Answer(key.sign(body).encode(), "text/plain")

    def paths(self) -> list[str]:
        """Return what was asked, in order."""
        return [path for path, _range in self.asked]


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Stay silent."""

    def do_GET(self) -> None:
        site = self.server.site
        wanted = self.headers.get("Range", "")
        site.asked.append((self.path, wanted))
        answer = site.answers.get(self.path, Answer(b"", status=404))
        start = int(wanted.removeprefix("bytes=").rstrip("-") or 0) if answer.ranges else 0
        body = answer.body[start:]
        with contextlib.suppress(OSError):
            self._answer(answer, body, start)

    def _answer(self, answer: Answer, body: bytes, start: int) -> None:
        self.send_response_only(206 if start else answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(body)))
        if start:
            end = len(answer.body)
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
        if answer.to:
            self.send_header("Location", answer.to)
        if answer.cut_at is not None:
            self.close_connection = True
            body, answer.cut_at = body[: answer.cut_at], None
        self.end_headers()
        half = len(body) // 2 if answer.gate is not None else 0
        self.wfile.write(body[:half])
        if answer.gate is not None:
            answer.gate.wait(20)
        self.wfile.write(body[half:])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.site = Site(f"http://127.0.0.1:{self.server_port}")

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are what is tested."""


@contextlib.contextmanager
def publishing() -> Iterator[Site]:
    """Answer while the block runs."""
    server = _Server()
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
