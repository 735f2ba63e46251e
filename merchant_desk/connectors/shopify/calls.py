"""Calls to one Shopify shop: one address, a cost for each document, and a bucket that refills.

A shop that is asked for too much answers THROTTLED inside a 200 and does nothing; a page that could
cost too much is refused before it is read, and asked for again at half its size.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from merchant_desk.connectors.shopify.access import Access
from merchant_desk.connectors.shopify.costs import Bucket
from merchant_desk.errors import UnavailableError
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.graphql import GraphQL, GraphReply, refused
from merchant_desk.sync.http import HttpClient
from merchant_desk.values.texts import _

VERSION = "2026-07"
_TYPED = re.compile(r"(?:/admin(?:/.*)?)?/*\Z", re.IGNORECASE)
_SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_ATTEMPTS = 6
_THROTTLED = "THROTTLED"
_TOO_COSTLY = "MAX_COST_EXCEEDED"
_DENIED = "ACCESS_DENIED"
_PERSONAL = frozenset(
    {"customer", "email", "phone", "billingAddress", "shippingAddress", "defaultEmailAddress",
     "defaultPhoneNumber", "displayName", "fulfillmentOrders"}
)  # fmt: skip
_MISTAKES = frozenset({"INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"})
LARGEST = 250
_MOST_PAGES = 10_000
Data = Mapping[str, Any]


class CursorLostError(UnavailableError):
    """The shop no longer knows the cursor of a page: the pass begins again."""


@dataclass(frozen=True, slots=True)
class UserError:
    """Why a shop refused one thing of a mutation, and which."""

    code: str
    message: str
    field: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a mutation answered: its payload, and what of it was refused."""

    payload: Data
    errors: tuple[UserError, ...]

    @property
    def refusal(self) -> str:
        """Return why, in the shop's own words; empty when nothing was refused."""
        return " ".join(each.message or each.code or "?" for each in self.errors)[:200]


def shop_address(typed: str) -> str:
    """Return the address of a shop as typed by a merchant, made whole."""
    address = typed.strip()
    if _SHORT.fullmatch(address):
        address = f"{address}.myshopify.com"
    if "://" not in address:
        address = f"https://{address}"
    return _TYPED.sub("", address)


class Calls:
    """Makes calls for one account and keeps their cost under what the shop allows."""

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self.address = shop_address(account.url)
        self._http = http
        self._access = Access(account, self.address, http)
        url = f"{self.address}/admin/api/{VERSION}/graphql.json"
        self._graph = GraphQL(http, url, self._access.headers)
        self._bucket = Bucket(http.server_now, http.wait)
        self._sizes: dict[str, int] = {}

    @property
    def clock_skew_s(self) -> int | None:
        """How many seconds the shop's clock is ahead of this computer's."""
        return self._http.clock_skew_s

    def server_now(self) -> datetime:
        """Return this instant by the shop's clock, as far as it is known."""
        return self._http.server_now()

    def ask(self, document: str, variables: Data) -> GraphReply:
        """Send a document; a shop that was asked for too much did nothing, and is asked again."""
        for _attempt in range(_ATTEMPTS):
            self._bucket.wait_for(document)
            reply = self._proved(document, variables)
            throttled = _THROTTLED in reply.codes
            self._bucket.note(document, reply.extensions, throttled=throttled)
            if not throttled:
                return reply
        raise refusals.busy(None)

    def read(self, document: str, variables: Data) -> Data:
        """Return what was asked for; people's data that this app may not see stays empty."""
        return self._understood(self.ask(document, variables))

    def page(self, document: str, variables: Data, largest: int) -> GraphReply:
        """Read a page, half as large as long as the shop finds it too costly."""
        size = min(largest, self._sizes.get(document, largest))
        while True:
            reply = self.ask(document, {**variables, "first": size})
            if _TOO_COSTLY not in reply.codes or size == 1:
                self._understood(reply)
                return reply
            size = max(1, size // 2)
            self._sizes[document] = size

    def nodes(
        self, document: str, variables: Data, path: Sequence[str], after: str | None = None
    ) -> Iterator[Data]:
        """Yield everything a connection holds, from a cursor on."""
        for _page in range(_MOST_PAGES):
            reply = self.page(document, {**variables, "after": after}, LARGEST)
            found = dig(reply.data, path)
            yield from rows_of(found)
            after = next_cursor(found)
            if after is None:
                return

    def write(self, document: str, variables: Data, field: str) -> Written:
        """Do something; refusals are returned, a shop that broke down is raised."""
        reply = self.ask(document, variables)
        payload = reply.data.get(field)
        if isinstance(payload, dict):
            told = payload.get("userErrors")
            errors = told if isinstance(told, list) else []
            return Written(payload, tuple(_user_error(each) for each in errors))
        if not reply.errors or reply.codes & _MISTAKES:
            raise refused(reply) if reply.errors else refusals.unreadable()
        return Written({}, tuple(_whole_error(each) for each in reply.errors))

    def _proved(self, document: str, variables: Data) -> GraphReply:
        try:
            return self._graph.ask(document, variables)
        except ShopRejectedCredentialsError:
            if not self._access.renewed():
                raise
        return self._graph.ask(document, variables)

    def _understood(self, reply: GraphReply) -> Data:
        if reply.errors and not (reply.data and all(map(_is_personal, reply.errors))):
            if "cursor" in reply.refusal.lower():
                raise CursorLostError(refused(reply).title)
            raise _denied(reply) if _DENIED in reply.codes else refused(reply)
        return reply.data


def denied(reply: GraphReply) -> bool:
    """Tell whether the app lacks a right for something of it."""
    return _DENIED in reply.codes


def dig(data: Any, path: Sequence[str]) -> Data:
    """Return the object at a path, empty where something on the way is null."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def rows_of(connection: Data) -> list[Data]:
    """Return the objects of a page."""
    nodes = connection.get("nodes")
    return [each for each in nodes if isinstance(each, dict)] if isinstance(nodes, list) else []


def next_cursor(connection: Data) -> str | None:
    """Return where the next page begins, None when this one was the last."""
    info = dig(connection, ("pageInfo",))
    cursor = info.get("endCursor")
    return cursor if info.get("hasNextPage") is True and isinstance(cursor, str) else None


def _is_personal(error: Mapping[str, Any]) -> bool:
    path, more = error.get("path"), error.get("extensions")
    names = {each for each in path if isinstance(each, str)} if isinstance(path, list) else set()
    return isinstance(more, dict) and more.get("code") == _DENIED and bool(names & _PERSONAL)


def _user_error(told: Any) -> UserError:
    if not isinstance(told, dict):
        return UserError("", str(told))
    field = told.get("field")
    names = tuple(str(each) for each in field) if isinstance(field, list) else ()
    return UserError(str(told.get("code") or ""), str(told.get("message") or ""), names)


def _whole_error(told: Mapping[str, Any]) -> UserError:
    more = told.get("extensions")
    code = str(more.get("code") or "") if isinstance(more, dict) else ""
    return UserError(code, str(told.get("message") or ""))


def _denied(reply: GraphReply) -> UnavailableError:
    return UnavailableError(
        _("La boutique a refusé la demande\u00a0: {reason}.").format(
            reason=reply.refusal.rstrip(".")
        ),
        _(
            "Dans le Dev Dashboard de Shopify, ajoutez ce droit à l’application, publiez une "
            "version et acceptez-la dans la boutique."
        ),
    )
