"""Calls to one WooCommerce shop: address, proof of identity, and what its refusals mean."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from merchant_desk.errors import UnavailableError
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest
from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.sync.oauth1 import OAuthKeys, proof
from merchant_desk.values.texts import _

API = "/wp-json/wc/v3/"
_OK = frozenset({200, 201})
_NOT_FOUND = 404
_SAID_BY_THE_SHOP = re.compile(r'\s*\{\s*"code"\s*:\s*"woocommerce_')
_SKEW_WORTH_A_RETRY_S = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer the shop meant: data, or a refusal with its code."""

    status: int
    text: str
    server_time: datetime | None
    total: int | None = None
    """How many records there are in all, where a list says so."""

    @property
    def fine(self) -> bool:
        """Tell whether the shop did what was asked."""
        return self.status in _OK

    @property
    def refusal(self) -> str:
        """Return why the shop refused, in its own words."""
        data = self._data()
        if not isinstance(data, dict):
            return str(self.status)
        return f"{data.get('message') or data.get('code') or self.status}"

    @property
    def code(self) -> str:
        """Return the name that WordPress gives to this refusal."""
        data = self._data()
        return str(data.get("code") or "") if isinstance(data, dict) else ""

    def rows(self) -> list[dict[str, Any]]:
        """Return a list of objects, or raise when the shop sent something else."""
        data = self._data()
        if not isinstance(data, list):
            raise refusals.unreadable()
        return [each for each in data if isinstance(each, dict)]

    def told(self, name: str) -> list[dict[str, Any]]:
        """Return what a batch says of each item, in order; nothing of one it does not describe."""
        items = self.row().get(name)
        if not isinstance(items, list):
            raise refusals.unreadable()
        return [each if isinstance(each, dict) else {} for each in items]

    def row(self) -> dict[str, Any]:
        """Return an object, or raise when the shop sent something else."""
        data = self._data()
        if not isinstance(data, dict):
            raise refusals.unreadable()
        return data

    def _data(self) -> object:
        """Return the answer understood; pages of records are cut up by others, not here."""
        try:
            return json_value(self.text)
        except UnreadableJsonError:
            raise refusals.unreadable() from None


@dataclass(frozen=True, slots=True)
class _Question:
    """A call before the keys are proved."""

    method: str
    url: str
    query: Sequence[tuple[str, str]]
    body: bytes | None
    judged: frozenset[int]


def shop_address(typed: str) -> str:
    """Return the address of a shop as typed by a merchant, made whole."""
    address = typed.strip().rstrip("/")
    if "://" not in address:
        address = f"https://{address}"
    return address.removesuffix("/wp-json/wc/v3").removesuffix("/wp-json").rstrip("/")


class Calls:
    """Makes calls for one account; the way of proving identity is found out once."""

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self.address = shop_address(account.url)
        self._http = http
        self._keys = (account.key, account.secret)
        self._in_address = account.keys_in_address
        self._secure = urlsplit(self.address).scheme == "https"

    @property
    def clock_skew_s(self) -> int | None:
        """How many seconds the shop's clock is ahead of this computer's."""
        return self._http.clock_skew_s

    def read(self, path: str, query: Mapping[str, str] | None = None) -> Reply:
        """Read a route of the shop; a refusal of it becomes a sentence."""
        reply = self.ask("GET", path, query)
        if not reply.fine:
            raise refused(reply)
        return reply

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        payload: object = None,
        judged: frozenset[int] = frozenset(),
    ) -> Reply:
        """Make a call and return what the shop said, refusals (4xx) included.

        ``judged`` names failures (5xx) that are refusals too when WooCommerce says so itself.
        """
        url = self.address + (path if path.startswith("/") else API + path)
        body = None if payload is None else json.dumps(payload).encode()
        pairs = sorted((query or {}).items())
        answer = self._send(_Question(method, url, pairs, body, judged))
        if answer.status in judged and not _SAID_BY_THE_SHOP.match(answer.text):
            trouble = refusals.refusal(answer, None, self._http.clock_skew_s)
            if trouble is not None:
                raise trouble
        total = answer.headers.get("x-wp-total", "")
        known = int(total) if total.isascii() and total.isdecimal() else None
        return Reply(answer.status, answer.text, answer.server_time, known)

    def _send(self, question: "_Question") -> HttpAnswer:
        skew_before = self._http.clock_skew_s or 0
        try:
            return self._http.send(self._request(question))
        except ShopRejectedCredentialsError as refused:
            if not self._another_way(refused, skew_before):
                raise _explained(refused, self._http.clock_skew_s) from None
        try:
            return self._http.send(self._request(question))
        except ShopRejectedCredentialsError as refused:
            self._in_address = False
            raise _explained(refused, self._http.clock_skew_s) from None

    def _another_way(self, refused: ShopRejectedCredentialsError, skew_before: int) -> bool:
        """Tell whether the same call can be proved otherwise, and get ready for it."""
        if self._secure:
            # nobody was recognised: some hosts strip the header that holds the keys
            if self._in_address or "cannot_" not in refused.reply:
                return False
            self._in_address = True
            return True
        now_known = abs((self._http.clock_skew_s or 0) - skew_before)
        return "timestamp" in refused.reply and now_known > _SKEW_WORTH_A_RETRY_S

    def _request(self, question: "_Question") -> HttpRequest:
        method, url, query, body = question.method, question.url, question.query, question.body
        basic = None
        if not self._secure:
            keys = OAuthKeys(*self._keys)
            query = [*query, *proof(method, url, query, keys, self._http.server_now())]
        elif self._in_address:
            key, secret = self._keys
            query = [*query, ("consumer_key", key), ("consumer_secret", secret)]
        else:
            basic = self._keys
        headers = {} if body is None else {"Content-Type": "application/json"}
        return HttpRequest(method, url, query, body, headers, basic, judged=question.judged)


def refused(reply: Reply) -> UnavailableError:
    """Return what to tell her about a refusal that nobody judges better."""
    if reply.status == _NOT_FOUND and "rest_no_route" in reply.text:
        return UnavailableError(
            _("La boutique n’a pas répondu\u00a0: WooCommerce n’y a pas été trouvé."),
            _("Vérifiez l’adresse, que WooCommerce est activé et que les permaliens le sont."),
        )
    return refusals.declined(reply.refusal)


def _explained(
    refused: ShopRejectedCredentialsError, skew_s: int | None
) -> ShopRejectedCredentialsError:
    """Return the refusal of the keys with what WooCommerce adds to it."""
    if "write permission" in refused.reply:
        return ShopRejectedCredentialsError(
            _("La boutique n’a rien enregistré\u00a0: les clés d’accès ne font que lire."),
            _("Dans WooCommerce, donnez à la clé le droit «\u00a0Lecture/Écriture\u00a0»."),
            refused.reply,
        )
    if "timestamp" in refused.reply:
        return ShopRejectedCredentialsError(
            _("La boutique n’a pas accepté la demande\u00a0: les horloges ne sont pas d’accord."),
            _("Réglez la date et l’heure de cet ordinateur.") + refusals.clock_hint(skew_s),
            refused.reply,
        )
    return refused
