"""A token for the id and secret of an application (OAuth 2.0, RFC 6749, 4.4)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import urlencode

from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient, HttpRequest
from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.sync.tokens import Token

_OK = 200
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


def fetch_token(
    http: HttpClient,
    url: str,
    form: Mapping[str, str],
    no_token: Callable[[str], ShopRejectedCredentialsError],
) -> Token:
    """Exchange an id and a secret for a token and its life; ``no_token`` words a refusal.

    Raises what ``no_token`` returns, or RemoteDataError for an answer that is no token.
    """
    body = urlencode({"grant_type": "client_credentials", **form}).encode()
    request = HttpRequest("POST", url, body=body, headers=_FORM, reads=True)
    try:
        answer = http.send(request)
    except ShopRejectedCredentialsError as refused:
        raise no_token(refused.reply) from None
    if answer.status != _OK:
        raise no_token(answer.text)
    try:
        told = json_value(answer.text)
    except UnreadableJsonError:
        raise refusals.unreadable() from None
    value = told.get("access_token") if type(told) is dict else None
    lives = told.get("expires_in") if type(told) is dict else None
    if type(value) is not str or not value or type(lives) is not int or lives <= 0:
        raise refusals.unreadable()
    return Token(value, timedelta(seconds=lives))
