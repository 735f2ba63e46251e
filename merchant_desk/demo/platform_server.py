"""An approved platform that really runs, on the loopback of this computer (XP Z12-013 1.3)."""

import base64
import contextlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from merchant_desk.demo.platform_state import PlatformState, written
from merchant_desk.demo.shop_server import Failure, Trouble, Troubles
from merchant_desk.values.clock import utc_now

DEMO_CLIENT = "maison-lavande"
DEMO_CLIENT_SECRET = "secret-de-demonstration"  # noqa: S105 - opens only the sample platform
_TOKEN_LIFE_S = 3600
_PAGE, _MOST = 25, 100


@dataclass(frozen=True, slots=True)
class Called:
    """One call that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int


class SamplePlatform:
    """Start it, make it fail, let invoices advance, look at what it was sent."""

    def __init__(self, now: Callable[[], datetime] = utc_now, port: int = 0) -> None:
        self.state = PlatformState(now)
        self.troubles = Troubles()
        self.calls: list[Called] = []
        self.tokens: set[str] = set()
        self.token_life_s = _TOKEN_LIFE_S
        self._server = _Server(port, self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="platform", daemon=True
        )

    @property
    def url(self) -> str:
        """Return the root of the server."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def flow_url(self) -> str:
        """Return the address of the flow service."""
        return f"{self.url}/flow-service"

    @property
    def auth_url(self) -> str:
        """Return where tokens are given."""
        return f"{self.url}/auth-service/demo/token"

    @property
    def directory_url(self) -> str:
        """Return the address of the directory service."""
        return f"{self.url}/directory-service"

    def fail(self, failure: Failure, times: int = 1, retry_after: str = "") -> None:
        """Fail the next calls."""
        self.troubles.queue([Trouble(failure, retry_after)] * times)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _trouble: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, platform: SamplePlatform) -> None:
        self.platform = platform
        super().__init__(("127.0.0.1", port), _Exchange)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


class _RefusedError(Exception):
    def __init__(self, status: int, code: str, message: str = "") -> None:
        super().__init__(code)
        self.status, self.told = status, {"errorCode": code, "errorMessage": message}


class _Exchange(BaseHTTPRequestHandler):
    """One call: every connection is closed after it."""

    protocol_version = "HTTP/1.0"
    server: _Server

    def do_GET(self) -> None:
        """Answer a read."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a question or a file."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Write nothing; calls are kept in a list."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        trouble = self.server.platform.troubles.take()
        if trouble is not None:
            self._fail(trouble, body)
            return
        try:
            status, told = self._judged(body)
        except _RefusedError as refused:
            status, told = refused.status, refused.told
        self._send(status, told, body)

    def _judged(self, body: bytes) -> tuple[int, object]:
        path = urlsplit(self.path).path
        if path.endswith("/token"):
            return self._token(body)
        self._check_token()
        if path.endswith("/v1/healthcheck"):
            return 200, {}
        if path == "/flow-service/v1/flows":
            return self._submit(body)
        if path == "/flow-service/v1/flows/search":
            return self._search(body)
        if path.startswith("/flow-service/v1/flows/"):
            return self._fetch(unquote(path.rsplit("/", 1)[1]))
        if path == "/directory-service/v1/directory-line/search":
            return self._directory(body)
        raise _RefusedError(404, "NOT_FOUND")

    def _token(self, body: bytes) -> tuple[int, object]:
        form = {name: each[0] for name, each in parse_qs(body.decode()).items()}
        known = (form.get("client_id"), form.get("client_secret"))
        if form.get("grant_type") != "client_credentials" or known != (
            DEMO_CLIENT,
            DEMO_CLIENT_SECRET,
        ):
            raise _RefusedError(401, "invalid_client")
        platform = self.server.platform
        token = base64.urlsafe_b64encode(f"jeton-{len(platform.calls)}".encode()).decode()
        platform.tokens.add(token)
        return 200, {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": platform.token_life_s,
        }

    def _check_token(self) -> None:
        told = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if told not in self.server.platform.tokens:
            raise _RefusedError(401, "MISSING_TOKEN")

    def _submit(self, body: bytes) -> tuple[int, object]:
        info, file = _form(self.headers.get("Content-Type", ""), body)
        if not info.get("name") or not info.get("flowSyntax"):
            raise _RefusedError(400, "MISSING_REQUIRED_FIELD", "name, flowSyntax")
        flow = self.server.platform.state.submit(info, file)
        if flow is None:
            raise _RefusedError(422, "AlreadyExistingFlow", "flow already sent")
        return 202, {**info, "flowId": flow.flow_id, "submittedAt": written(flow.submitted_at)}

    def _search(self, body: bytes) -> tuple[int, object]:
        asked = _json(body)
        where = asked.get("where")
        if not isinstance(where, dict) or not where:
            raise _RefusedError(400, "MISSING_REQUIRED_FIELD", "where")
        limit = min(int(str(asked.get("limit", _PAGE))), _MOST)
        start = int(base64.b64decode(str(asked.get("cursor", ""))).decode() or 0)
        found, after = self.server.platform.state.search(where, start, limit)
        told: dict[str, object] = {
            "limit": limit,
            "filters": where,
            "results": [each.told() for each in found],
        }
        if after:
            told["nextCursor"] = base64.b64encode(str(after).encode()).decode()
        return 200, told

    def _fetch(self, flow_id: str) -> tuple[int, object]:
        flow = self.server.platform.state.find(flow_id)
        if flow is None:
            raise _RefusedError(404, "NOT_FOUND")
        asked = parse_qs(urlsplit(self.path).query).get("docType", ["Metadata"])[0]
        return 200, flow.body if asked == "Original" else flow.told()

    def _directory(self, body: bytes) -> tuple[int, object]:
        filters = _json(body).get("filters")
        wanted = filters.get("siren", {}).get("value") if isinstance(filters, dict) else None
        rows = [each for each in self.server.platform.state.directory if each["siren"] == wanted]
        if not rows:
            raise _RefusedError(404, "NOT_FOUND")
        return 200, {"totalNumberOfResults": len(rows), "results": rows}

    def _fail(self, trouble: Trouble, body: bytes) -> None:
        if trouble.delay_s:
            time.sleep(trouble.delay_s)
        if trouble.failure in (Failure.CUT, Failure.DONE_THEN_CUT):
            if trouble.failure is Failure.DONE_THEN_CUT:
                with contextlib.suppress(_RefusedError):
                    self._judged(body)
            self._remember(0, body)
            self.close_connection = True
            return
        status = int(trouble.failure) if trouble.failure.isdecimal() else 500
        waits = {"Retry-After": trouble.retry_after} if trouble.retry_after else {}
        self._send(status, {"errorCode": str(trouble.failure)}, body, waits)

    def _send(
        self, status: int, told: object, body: bytes, more: dict[str, str] | None = None
    ) -> None:
        payload = told if isinstance(told, bytes) else json.dumps(told).encode()
        kind = "application/octet-stream" if isinstance(told, bytes) else "application/json"
        self._remember(status, body)
        with contextlib.suppress(OSError):
            self.send_response_only(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(payload)))
            for name, value in (more or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

    def _remember(self, status: int, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        called = Called(self.command, urlsplit(self.path).path, headers, body, status)
        self.server.platform.calls.append(called)


def _form(kind: str, body: bytes) -> tuple[dict[str, str], bytes]:
    """Read a multipart form with the reader of e-mails: another one than what wrote it."""
    message = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    parts = {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
        for part in (message.get_payload() if message.is_multipart() else [])
        if not isinstance(part, str)
    }
    info, file = parts.get("flowInfo"), parts.get("file")
    if not isinstance(info, bytes) or not isinstance(file, bytes):
        raise _RefusedError(400, "MISSING_REQUIRED_FIELD", "flowInfo, file")
    return {str(name): str(value) for name, value in _json(info).items()}, file


def _json(body: bytes) -> dict[str, object]:
    try:
        told = json.loads(body)
    except ValueError:
        raise _RefusedError(400, "INVALID_JSON") from None
    if not isinstance(told, dict):
        raise _RefusedError(400, "INVALID_JSON")
    return told
