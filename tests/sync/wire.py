"""A server of a few lines that answers what a test tells it to, over plain HTTP or TLS."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Wire(ThreadingHTTPServer):
    """Gives the queued answers, then the last one for ever."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Exchange)
        self.answers: list[tuple[int, dict[str, str], bytes]] = [(200, {}, b"{}")]
        self.calls: list[tuple[str, str, dict[str, str]]] = []
        self.at_once = 0
        self.most_at_once = 0
        self.hold_s = 0.0
        self.lock = threading.Lock()
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def give(self, *answers: tuple[int, dict[str, str], bytes]) -> None:
        self.answers = list(answers)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are what is tested."""


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Wire

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Stay silent."""

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        wire = self.server
        with wire.lock:
            wire.calls.append((self.command, self.path, dict(self.headers.items())))
            status, headers, body = (
                wire.answers.pop(0) if len(wire.answers) > 1 else wire.answers[0]
            )
            wire.at_once += 1
            wire.most_at_once = max(wire.most_at_once, wire.at_once)
        threading.Event().wait(wire.hold_s)
        with wire.lock:
            wire.at_once -= 1
        with contextlib.suppress(OSError):
            self.send_response_only(status)
            usual = {"Content-Type": "application/json", "Content-Length": str(len(body))}
            for name, value in {**usual, **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)


@contextlib.contextmanager
def serving(wire: Wire) -> Iterator[Wire]:
    """Answer while the block runs."""
    thread = threading.Thread(target=wire.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        wire.shutdown()
        wire.server_close()
        thread.join()


def free_port() -> int:
    """Return a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def self_signed(folder: Path, *, expired: bool = False) -> Path:
    """Write a certificate that nobody but its maker trusts, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begin = datetime.now(UTC) - timedelta(days=30)
    end = begin + timedelta(days=10 if expired else 3650)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def over_tls(wire: Wire, certificate: Path) -> Wire:
    """Let the server speak TLS with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    wire.socket = context.wrap_socket(wire.socket, server_side=True)
    wire.scheme = "https"
    return wire
