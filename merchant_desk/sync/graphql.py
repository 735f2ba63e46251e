"""Asking a storefront that speaks GraphQL: one address, documents, errors inside a 200."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from merchant_desk.errors import UnavailableError
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest

Variables = Mapping[str, Any]
_REASON = 200


@dataclass(frozen=True, slots=True)
class GraphReply:
    """What came back: data, errors of the whole document, and what the answer cost."""

    data: Mapping[str, Any]
    errors: tuple[Mapping[str, Any], ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of the errors, as far as the storefront names them."""
        named = (each.get("extensions") for each in self.errors)
        return frozenset(str(each.get("code")) for each in named if isinstance(each, dict))

    @property
    def refusal(self) -> str:
        """Return why the storefront refused, in its own words."""
        return "; ".join(str(each.get("message") or "?") for each in self.errors)[:_REASON]


class GraphQL:
    """One GraphQL address; ``headers`` proves who asks and is called before each request."""

    def __init__(
        self, http: HttpClient, url: str, headers: Callable[[], Mapping[str, str]]
    ) -> None:
        self._http = http
        self._url = url
        self._headers = headers

    def ask(
        self, document: str, variables: Variables | None = None, *, harmless: bool = False
    ) -> GraphReply:
        """Send a document; a mutation is sent once, a query may be tried again.

        A ``harmless`` mutation may be tried again too: signing in twice changes nothing.
        Raises UnavailableError for trouble on the way; errors inside the answer are returned.
        """
        body = json.dumps({"query": document, "variables": dict(variables or {})}).encode()
        headers = {"Content-Type": "application/json", **self._headers()}
        reads = harmless or not document.lstrip().startswith("mutation")
        answer = self._http.send(
            HttpRequest("POST", self._url, body=body, headers=headers, reads=reads)
        )
        return _understood(answer)

    def read(self, document: str, variables: Variables | None = None) -> Mapping[str, Any]:
        """Return the data of a document; an error inside the answer becomes a sentence."""
        reply = self.ask(document, variables)
        if reply.errors:
            raise refused(reply)
        return reply.data


def refused(reply: GraphReply) -> UnavailableError:
    """Return the refusal of a whole document."""
    return refusals.declined(reply.refusal)


def _understood(answer: HttpAnswer) -> GraphReply:
    try:
        told = json.loads(answer.text, parse_float=str)
    except (ValueError, RecursionError):
        raise refusals.unreadable() from None
    if not isinstance(told, dict):
        raise refusals.unreadable()
    data, errors, extensions = told.get("data"), told.get("errors"), told.get("extensions")
    if isinstance(errors, str):  # a whole shop that is not there says so without a list
        errors = [{"message": errors}]
    if not isinstance(data, dict) and not isinstance(errors, list):
        raise refusals.unreadable()
    listed = errors if isinstance(errors, list) else []
    return GraphReply(
        data if isinstance(data, dict) else {},
        tuple(each for each in listed if isinstance(each, dict)),
        extensions if isinstance(extensions, dict) else {},
        answer.headers,
    )
