"""Proving who calls a Magento shop: the signed keys of an integration, or a token for a while."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from merchant_desk.connectors.magento.cloud import ImsToken, is_cloud
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient, HttpRequest
from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.sync.oauth1 import OAuthKeys, authorization, proof
from merchant_desk.sync.tokens import Token, TokenCache
from merchant_desk.values.texts import _

TOKEN_LIVES = timedelta(minutes=60)
TOKEN = "token"  # noqa: S105 - the name of a field to type
TOKEN_SECRET = "token_secret"  # noqa: S105 - the name of a field to type
_TOKEN_PATH = "/rest/V1/integration/admin/token"  # noqa: S105 - an address
_CLOCK_WORTH_A_RETRY_S = 60
_OK = 200


class Access(Protocol):
    """One way of proving who calls."""

    def headers(self, method: str, url: str, query: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        """Return the headers that prove it for this very call."""

    def renewed(self) -> bool:
        """Tell, after a refusal, whether the same call can be proved better now."""


def access_of(account: ShopAccount, address: str, http: HttpClient) -> Access:
    """Return the way that the keys of this account allow."""
    if is_cloud(address):
        return ImsToken(account, http)
    token, token_secret = account.more.get(TOKEN, ""), account.more.get(TOKEN_SECRET, "")
    if token:
        return _Signed(OAuthKeys(account.key, account.secret, token, token_secret), http)
    return _AdminToken(account, address, http)


class _Signed:
    """The keys of an integration: every call is signed with the time of the shop."""

    def __init__(self, keys: OAuthKeys, http: HttpClient) -> None:
        self._keys = keys
        self._http = http
        self._signed_skew = 0

    def headers(self, method: str, url: str, query: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        self._signed_skew = self._http.clock_skew_s or 0
        now: datetime = self._http.server_now()
        return {"Authorization": authorization(proof(method, url, query, self._keys, now))}

    def renewed(self) -> bool:
        """Tell whether the refusal taught that this computer's clock is wrong."""
        learned = abs((self._http.clock_skew_s or 0) - self._signed_skew)
        return learned > _CLOCK_WORTH_A_RETRY_S


class _AdminToken:
    """The name and password of an administrator: a token of an hour, renewed before its end."""

    def __init__(self, account: ShopAccount, address: str, http: HttpClient) -> None:
        self._http = http
        fetch: Callable[[], Token] = lambda: _fetched(account, address, http)  # noqa: E731 - kept
        self._tokens = TokenCache(fetch, http.server_now)

    def headers(self, method: str, url: str, query: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._tokens.value()}"}

    def renewed(self) -> bool:
        """Let the next call ask for a new token: the shop no longer takes this one."""
        self._tokens.forget()
        return True


def _fetched(account: ShopAccount, address: str, http: HttpClient) -> Token:
    body = msgspec.json.encode({"username": account.key, "password": account.secret})
    headers = {"Content-Type": "application/json"}
    request = HttpRequest("POST", address + _TOKEN_PATH, (), body, headers, reads=True)
    try:
        answer = http.send(request)
    except ShopRejectedCredentialsError as refused:
        raise _no_token(refused.reply) from None
    if answer.status != _OK:
        raise _no_token(answer.text)
    try:
        value = json_value(answer.text)
    except UnreadableJsonError:
        raise refusals.unreadable() from None
    if type(value) is not str or not value:
        raise refusals.unreadable()
    return Token(value, TOKEN_LIVES)


def _no_token(reply: str) -> ShopRejectedCredentialsError:
    lowered = reply.lower()
    if "2fa" in lowered or "two-factor" in lowered:
        return ShopRejectedCredentialsError(
            _("La boutique n’a pas ouvert l’accès\u00a0: elle demande un second code."),
            _("Créez une intégration dans Système, Intégrations, et saisissez ses quatre clés."),
            reply,
        )
    return ShopRejectedCredentialsError(
        _("La boutique n’a pas accepté l’identifiant ou le mot de passe."),
        _(
            "Vérifiez-les, ou créez une intégration dans Système, Intégrations, et saisissez "
            "ses quatre clés."
        ),
        reply,
    )
