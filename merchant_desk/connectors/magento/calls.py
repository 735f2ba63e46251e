"""Calls to one Magento shop: address, proof of identity, and what its refusals mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

import msgspec

from merchant_desk.connectors.magento.access import access_of
from merchant_desk.connectors.magento.cloud import is_cloud
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest
from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.values.texts import _

STORE = "store"
_OK = frozenset({200})
_FIELD = re.compile(r"%(\w+)")
_RIGHT = re.compile(r'"resources"\s*:\s*"([\w:,. ]+)"')
_TYPED = re.compile(r"(?:/index\.php)?(?:/rest(?:/\w+)?(?:/V1)?)?/*\Z", re.IGNORECASE)
_PAYLOAD = msgspec.json.Encoder(decimal_format="number")
_REASON = 200


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer the shop meant: data, or a refusal with its words."""

    status: int
    text: str
    server_time: datetime | None

    @property
    def fine(self) -> bool:
        """Tell whether the shop did what was asked; it may still tell of single items."""
        return self.status in _OK

    @property
    def refusal(self) -> str:
        """Return why the shop refused, in its own words."""
        try:
            data = json_value(self.text)
        except UnreadableJsonError:
            return str(self.status)
        return (message(data) or str(self.status))[:_REASON].rstrip(".")

    def data(self) -> Any:
        """Return the answer understood."""
        try:
            return json_value(self.text)
        except UnreadableJsonError:
            raise refusals.unreadable() from None

    def items(self) -> list[dict[str, Any]]:
        """Return what a search found; Magento writes null for an empty list it cut fields of."""
        data = self.data()
        items = data.get("items") if isinstance(data, dict) else None
        if not isinstance(data, dict) or "items" not in data or not isinstance(items, list | None):
            raise refusals.unreadable()
        return [each for each in items or [] if isinstance(each, dict)]

    def total(self) -> int:
        """Return how many a search found in all."""
        data = self.data()
        count = data.get("total_count") if isinstance(data, dict) else None
        if not isinstance(count, int):
            raise refusals.unreadable()
        return count

    def rows(self) -> list[dict[str, Any]]:
        """Return a plain list of objects, or raise when the shop sent something else."""
        data = self.data()
        if not isinstance(data, list):
            raise refusals.unreadable()
        return [each for each in data if isinstance(each, dict)]

    def row(self) -> dict[str, Any]:
        """Return an object, or raise when the shop sent something else."""
        data = self.data()
        if not isinstance(data, dict):
            raise refusals.unreadable()
        return data


def message(data: object) -> str:
    """Return a message of Magento with its parameters put in their places."""
    if not isinstance(data, dict):
        return ""
    told, parameters = str(data.get("message") or ""), data.get("parameters")
    if isinstance(parameters, dict):
        for name, value in parameters.items():
            told = told.replace(f"%{name}", str(value))
    elif isinstance(parameters, list):
        left = [str(each) for each in parameters]
        told = _FIELD.sub(lambda found: left.pop(0) if left else found[0], told)
    inner = data.get("errors")
    more = [message(each) for each in inner] if isinstance(inner, list) else []
    return " ".join([told, *more]).strip()


def shop_address(typed: str) -> str:
    """Return the address of a shop as typed by a merchant, made whole."""
    address = typed.strip()
    if "://" not in address:
        address = f"https://{address}"
    return _TYPED.sub("", address)


def sku_in_path(sku: str) -> str:
    """Return a SKU as a part of an address: its slashes are no slashes."""
    return quote(sku, safe="")


class Calls:
    """Makes calls for one account, in the store that was chosen for it."""

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self.address = shop_address(account.url)
        self.store = account.settings.get(STORE, "")
        self.cloud = is_cloud(self.address)
        self.tells_returns: bool | None = None
        """Whether this edition knows returns; None until it was asked."""
        self._http = http
        self._access = access_of(account, self.address, http)

    @property
    def clock_skew_s(self) -> int | None:
        """How many seconds the shop's clock is ahead of this computer's."""
        return self._http.clock_skew_s

    def server_now(self) -> datetime:
        """Return this instant by the shop's clock, as far as it is known."""
        return self._http.server_now()

    def read(self, path: str, query: Sequence[tuple[str, str]] = ()) -> Reply:
        """Read something of the shop; a refusal of it becomes a sentence."""
        return self._fine(self.ask("GET", path, query=query))

    def look_up(self, path: str, payload: object) -> Reply:
        """Read something that Magento wants asked by POST."""
        return self._fine(self.ask("POST", path, payload, reads=True))

    def ask(
        self,
        method: str,
        path: str,
        payload: object = None,
        *,
        query: Sequence[tuple[str, str]] = (),
        reads: bool | None = None,
    ) -> Reply:
        """Make a call and return what the shop said, refusals (4xx) included."""
        saves = method == "PUT" or (method, path) == ("POST", "products")
        url = f"{self._base(everywhere=saves)}{path}"
        body = None if payload is None else _PAYLOAD.encode(payload)
        store = {"Store": "all" if saves else self.store} if self.cloud else {}
        headers = {name: value for name, value in store.items() if value}
        request = HttpRequest(method, url, query, body, headers, reads=reads)
        answer = self._send(request)
        return Reply(answer.status, answer.text, answer.server_time)

    def version(self) -> str:
        """Return what the shop says of its version; many hide it."""
        if self.cloud:
            return "Adobe Commerce as a Cloud Service"
        request = HttpRequest("GET", f"{self.address}/magento_version", judged=_ANY)
        answer = self._http.send(request)
        shown = answer.text.strip()
        return shown[:60] if shown.startswith("Magento/") else ""

    def _base(self, *, everywhere: bool) -> str:
        """Return where calls go: an article is saved for every store, never for one alone."""
        if self.cloud:  # names the store in a header
            return f"{self.address}/V1/"
        store = "all/" if everywhere else f"{quote(self.store, safe='')}/" if self.store else ""
        return f"{self.address}/rest/{store}V1/"

    def _send(self, request: HttpRequest) -> HttpAnswer:
        try:
            return self._http.send(self._proved(request))
        except ShopRejectedCredentialsError as refused:
            if not self._access.renewed():
                raise _explained(refused, self.clock_skew_s) from None
        try:
            return self._http.send(self._proved(request))
        except ShopRejectedCredentialsError as refused:
            raise _explained(refused, self.clock_skew_s) from None

    def _proved(self, request: HttpRequest) -> HttpRequest:
        headers = {"Accept": "application/json", **request.headers}
        if request.body is not None:
            headers["Content-Type"] = "application/json"
        headers |= self._access.headers(request.method, request.url, request.query)
        return replace(request, headers=headers)

    def _fine(self, reply: Reply) -> Reply:
        if not reply.fine:
            raise refusals.declined(reply.refusal)
        return reply


_ANY = frozenset(range(200, 600))


def right_missing(refused: ShopRejectedCredentialsError) -> str:
    """Return which right the keys lack, as Magento names it; empty when that is not the trouble."""
    found = _RIGHT.search(refused.reply)
    return found[1] if found and found[1] != "self" else ""


def _explained(
    refused: ShopRejectedCredentialsError, skew_s: int | None
) -> ShopRejectedCredentialsError:
    """Return the refusal of the keys with what Magento adds to it."""
    right = right_missing(refused)
    if right:
        return ShopRejectedCredentialsError(
            _("La boutique n’a pas accepté la demande\u00a0: le droit {right} manque.").format(
                right=right
            ),
            _(
                "Dans Magento, Système, Intégrations, cochez ce droit dans l’onglet API et "
                "activez de nouveau. S’il y est déjà, créez de nouvelles clés."
            ),
            refused.reply,
        )
    if "timestamp" in refused.reply.lower():
        return ShopRejectedCredentialsError(
            _("La boutique n’a pas accepté la demande\u00a0: les horloges ne sont pas d’accord."),
            _("Réglez la date et l’heure de cet ordinateur.") + refusals.clock_hint(skew_s),
            refused.reply,
        )
    return refused
