"""Calls to the admin API of one Vendure shop: address, token, and what its refusals mean."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.graphql import GraphQL, GraphReply, Variables, refused
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.tokens import Token, TokenCache
from merchant_desk.values.texts import _

CHANNEL = "channel"
_TYPED = re.compile(r"(?:/admin|/shop-api)?/*\Z", re.IGNORECASE)
_API = re.compile(r"/[\w.-]*-api\Z")
_TOKEN = "vendure-auth-token"  # noqa: S105 - the name of a header
_LIFE = timedelta(hours=12)
"""Vendure keeps a sign-in for a year unless the shop says otherwise; what ends early is renewed."""
_DENIED = frozenset({"FORBIDDEN", "UNAUTHENTICATED"})
_REASON = 200
_SIGN_IN = """mutation SignIn($name: String!, $password: String!) {
  login(username: $name, password: $password, rememberMe: true) {
    __typename
    ... on ErrorResult { errorCode message }
  }
}"""


def api_address(typed: str) -> str:
    """Return the address of the admin API as typed by a merchant, made whole."""
    address = typed.strip()
    if "://" not in address:
        address = f"https://{address}"
    address = _TYPED.sub("", address)
    return address if _API.search(address) else f"{address}/admin-api"


def done(reply: GraphReply, name: str) -> tuple[Mapping[str, Any], str]:
    """Return what a mutation answered, and why it did nothing: errors are a kind of answer here."""
    told = reply.data.get(name)
    if reply.errors:
        return {}, reply.refusal.rstrip(".")
    if not isinstance(told, dict):
        return {}, _("la réponse est vide")
    if not told.get("errorCode"):
        return told, ""
    return told, str(told.get("message") or told["errorCode"])[:_REASON].rstrip(".")


def code_of(told: object) -> str:
    """Return the code of the error that a mutation answered with, empty for none."""
    return str(told.get("errorCode") or "") if isinstance(told, dict) else ""


class Calls:
    """Makes calls for one account, in the channel that was chosen for it."""

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self.address = api_address(account.url)
        self._http = http
        self._name = account.key
        self._password = account.secret
        self._channel = account.more.get(CHANNEL, "")
        self._token = TokenCache(self._sign_in)
        self._sign_in_at = GraphQL(http, self.address, self._everywhere)
        self._api = GraphQL(http, self.address, self._proof)

    @property
    def clock_skew_s(self) -> int | None:
        """How many seconds the shop's clock is ahead of this computer's."""
        return self._http.clock_skew_s

    def server_now(self) -> datetime:
        """Return this instant by the shop's clock, as far as it is known."""
        return self._http.server_now()

    def ask(self, document: str, variables: Variables | None = None) -> GraphReply:
        """Send a document and return what the shop said, errors included.

        A token that the shop no longer takes is renewed once: nothing was done under it.
        """
        reply = self._api.ask(document, variables)
        if reply.codes & _DENIED:
            self._token.forget()
            reply = self._api.ask(document, variables)
        if reply.codes & _DENIED:
            raise _rights_missing()
        return reply

    def read(self, document: str, variables: Variables | None = None) -> Mapping[str, Any]:
        """Return the data of a document; an error inside the answer becomes a sentence."""
        reply = self.ask(document, variables)
        if reply.errors:
            raise refused(reply)
        return reply.data

    def _proof(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token.value()}", **self._everywhere()}

    def _everywhere(self) -> Mapping[str, str]:
        return {"vendure-token": self._channel} if self._channel else {}

    def _sign_in(self) -> Token:
        """Sign in; asked again after a failure it only makes another token."""
        names = {"name": self._name, "password": self._password}
        reply = self._sign_in_at.ask(_SIGN_IN, names, harmless=True)
        told = reply.data.get("login")
        value = reply.headers.get(_TOKEN, "")
        if code_of(told) or reply.codes & _DENIED:
            raise _not_accepted()
        if reply.errors:
            raise refused(reply)
        if not value:
            raise _no_token() if told else refusals.unreadable()
        return Token(value, _LIFE)


def _not_accepted() -> ShopRejectedCredentialsError:
    return ShopRejectedCredentialsError(
        _("La boutique n’a pas accepté l’identifiant ou le mot de passe."),
        _("Vérifiez-les en ouvrant l’administration de Vendure, puis saisissez-les ici."),
    )


def _no_token() -> ShopRejectedCredentialsError:
    return ShopRejectedCredentialsError(
        _("La boutique n’a pas donné de jeton\u00a0: elle ne connaît que les cookies."),
        _("Demandez à qui l’a installée d’ajouter «\u00a0bearer\u00a0» à authOptions.tokenMethod."),
    )


def _rights_missing() -> ShopRejectedCredentialsError:
    return ShopRejectedCredentialsError(
        _("La boutique n’a pas accepté la demande\u00a0: un droit manque à cet identifiant."),
        _(
            "Dans Vendure, Réglages, Rôles, donnez-lui les droits du catalogue, des commandes "
            "et des réglages, puis vérifiez la boutique."
        ),
    )
