"""Any approved platform that speaks XP Z12-013 over HTTPS (Flow and Directory Services 1.3)."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import quote

from merchant_desk.errors import TurnLostError, UnavailableError
from merchant_desk.sync.client_credentials import fetch_token
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpLimits, HttpRequest, retry_after_s
from merchant_desk.sync.platform import flow_json, trouble
from merchant_desk.sync.tokens import Token, TokenCache
from merchant_desk.values.clock import utc_now
from merchant_desk.values.platform_flows import (
    ALREADY_THERE,
    DirectoryLine,
    FlowPage,
    FlowSeen,
    FlowTaken,
    FlowToSend,
    PlatformAccess,
)

LIMITS = HttpLimits(attempts=2, largest_bytes=100 * 1024 * 1024)
"""A file may weigh 100 MB (annex A of the standard)."""
_OK, _PARTIAL, _ACCEPTED, _UNAUTHORISED, _NOT_FOUND, _CONFLICT = 200, 206, 202, 401, 404, 409
_JUDGED = frozenset({200, 202, 206, 400, 401, 403, 404, 408, 409, 413, 415, 422, 429}) | frozenset(
    range(500, 512)
)
_JSON = {"Content-Type": "application/json", "Accept": "application/json"}


class XpZ12013:
    """One account with one platform; every failure is said of the platform, in French."""

    def __init__(
        self,
        access: PlatformAccess,
        http: HttpClient | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._access = access
        self._http = http or HttpClient(limits=LIMITS)
        self._now = now
        self._token = TokenCache(self._fetch_token, now)

    def check(self) -> None:
        """Prove that the platform answers and takes our credentials."""
        self._answer("GET", f"{self._flows}/v1/healthcheck")

    def submit(self, flow: FlowToSend) -> FlowTaken:
        """Hand one file over; a file that is already there counts as taken."""
        kind, body = flow_json.flow_form(flow)
        headers = {"Content-Type": kind, "Accept": "application/json"}
        answer = self._ask(HttpRequest("POST", f"{self._flows}/v1/flows", (), body, headers))
        if answer.status in (_OK, _ACCEPTED):
            return flow_json.taken(answer)
        code, _message = flow_json.error_of(answer)
        if code == ALREADY_THERE or answer.status == _CONFLICT:
            known = self.find(flow.tracking_id)
            if known is not None:
                return FlowTaken(known.flow_id, known.updated_at)
        raise self._failure(answer)

    def find(self, tracking_id: str) -> FlowSeen | None:
        """Return what became of a file of ours, or None when it never arrived."""
        found = self._search({"trackingId": tracking_id}, "").flows
        return next((each for each in found if each.tracking_id == tracking_id), None)

    def search(self, updated_after: str, cursor: str = "") -> FlowPage:
        """Return what changed after an instant of the platform's own clock."""
        return self._search({"updatedAfter": updated_after}, cursor)

    def fetch(self, flow_id: str) -> bytes:
        """Return the file itself, byte for byte."""
        url = f"{self._flows}/v1/flows/{_part(flow_id)}"
        return self._answer("GET", url, query=[("docType", "Original")]).raw

    def directory_lines(self, siren: str) -> tuple[DirectoryLine, ...]:
        """Return where a business receives its invoices; empty when it is not in the directory."""
        url = f"{self._access.directory_url.rstrip('/')}/v1/directory-line/search"
        body = flow_json.directory_body(siren)
        answer = self._ask(HttpRequest("POST", url, (), body, _JSON, reads=True))
        if answer.status == _NOT_FOUND:
            return ()
        if answer.status not in (_OK, _PARTIAL):
            raise self._failure(answer)
        return flow_json.lines(answer)

    def close(self) -> None:
        """Close the connections that were kept."""
        self._http.close()

    @property
    def _flows(self) -> str:
        return self._access.flow_url.rstrip("/")

    def _search(self, where: dict[str, object], cursor: str) -> FlowPage:
        url, body = f"{self._flows}/v1/flows/search", flow_json.search_body(where, cursor)
        return flow_json.page(self._answer("POST", url, body=body))

    def _answer(
        self,
        method: str,
        url: str,
        *,
        query: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
    ) -> HttpAnswer:
        """Ask what changes nothing."""
        headers = _JSON if body is not None else {"Accept": "*/*"}
        answer = self._ask(HttpRequest(method, url, query, body, headers, reads=True))
        if answer.status != _OK:
            raise self._failure(answer)
        return answer

    def _ask(self, request: HttpRequest) -> HttpAnswer:
        """Make the call with a living token; one that died early is renewed once."""
        answer = self._send(request)
        if answer.status == _UNAUTHORISED:
            self._token.forget()
            answer = self._send(request)
        return answer

    def _send(self, request: HttpRequest) -> HttpAnswer:
        try:
            token = self._token.value()
            return self._http.send(self._signed(request, token))
        except (trouble.PlatformRejectedError, TurnLostError):
            raise
        except UnavailableError as failed:
            raise trouble.from_network(failed) from None

    def _signed(self, request: HttpRequest, token: str) -> HttpRequest:
        headers = {
            **request.headers,
            "Authorization": f"Bearer {token}",
            "Request-Id": str(uuid.uuid4()),
        }
        if self._access.organization:
            headers["Organization-Id"] = self._access.organization
        return HttpRequest(
            request.method,
            request.url,
            request.query,
            request.body,
            headers,
            reads=request.reads,
            judged=_JUDGED,
        )

    def _fetch_token(self) -> Token:
        form = {"client_id": self._access.client_id, "client_secret": self._access.secret}
        return fetch_token(self._http, self._access.auth_url, form, _no_token)

    def _failure(self, answer: HttpAnswer) -> Exception:
        code, message = flow_json.error_of(answer)
        patience = retry_after_s(answer, self._now())
        return trouble.judged(answer.status, code, message, patience)


def _no_token(_reply: str) -> ShopRejectedCredentialsError:
    """Word nothing yet: ``trouble.from_network`` says it of the platform."""
    return ShopRejectedCredentialsError("")


def _part(flow_id: str) -> str:
    """Return the id as one part of an address, whatever it holds."""
    if flow_id in ("", ".", ".."):
        raise trouble.unreadable()
    return quote(flow_id, safe="")
