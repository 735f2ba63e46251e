"""How the sample storefront checks who calls, as WooCommerce does: Basic, address or OAuth 1.0a."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from merchant_desk.demo.shop_answers import RefusalError, refusal

_WINDOW_S = 15 * 60
_OAUTH = (
    "oauth_consumer_key",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
)


@dataclass(frozen=True, slots=True)
class Call:
    """What is known of a call before its route is looked at."""

    method: str
    path: str
    host: str
    pairs: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    secure: bool

    @property
    def query(self) -> dict[str, str]:
        """Return the query, the last of a name wins."""
        return dict(self.pairs)


class KeyCheck:
    """Knows the one key of the shop and the nonces it has seen."""

    def __init__(self, key: str, secret: str) -> None:
        self.key = key
        self.secret = secret
        self.read_only = False
        self.strips_header = False
        self._nonces: set[str] = set()

    def check(self, call: Call, now: datetime) -> None:
        """Raise the refusal WooCommerce would answer, or return."""
        if call.secure:
            self._check_secret(call)
        else:
            self._check_signature(call, now)
        if self.read_only and call.method != "GET":
            raise _unauthorised("The API key provided does not have write permissions.")

    def _check_secret(self, call: Call) -> None:
        key, secret = self._told(call)
        if key != self.key:
            # an unknown key is nobody: the route refuses, not the check of keys
            code = "woocommerce_rest_cannot_view"
            raise refusal(401, code, "Sorry, you cannot list resources.")
        if not hmac.compare_digest(secret.encode(), self.secret.encode()):
            raise _unauthorised("Consumer secret is invalid.")

    def _told(self, call: Call) -> tuple[str, str]:
        query = call.query
        if query.get("consumer_key") and query.get("consumer_secret"):
            return query["consumer_key"], query["consumer_secret"]
        header = "" if self.strips_header else call.headers.get("authorization", "")
        scheme, _space, coded = header.partition(" ")
        if scheme.lower() != "basic":
            return "", ""
        try:
            key, _colon, secret = base64.b64decode(coded).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return key, secret

    def _check_signature(self, call: Call, now: datetime) -> None:
        query = call.query
        missing = [name for name in _OAUTH if not query.get(name)]
        if len(missing) == len(_OAUTH):
            code = "woocommerce_rest_cannot_view"
            raise refusal(401, code, "Sorry, you cannot list resources.")
        if missing:
            raise _unauthorised(f"Missing OAuth parameter(s) {', '.join(missing)}")
        if query["oauth_consumer_key"] != self.key:
            raise _unauthorised("Consumer key is invalid.")
        if not hmac.compare_digest(self._signature(call), query["oauth_signature"]):
            raise _unauthorised("Invalid signature - provided signature does not match.")
        if abs(int(query["oauth_timestamp"]) - now.timestamp()) > _WINDOW_S:
            raise _unauthorised("Invalid timestamp.")
        if query["oauth_nonce"] in self._nonces:
            raise _unauthorised("Invalid nonce - nonce has already been used.")
        self._nonces.add(query["oauth_nonce"])

    def _signature(self, call: Call) -> str:
        told = sorted(
            (quote(name, safe="~"), quote(value, safe="~"))
            for name, value in call.pairs
            if name != "oauth_signature"
        )
        joined = "&".join(f"{name}={value}" for name, value in told)
        url = f"http://{call.host}{call.path}"
        base = "&".join((call.method, quote(url, safe="~"), quote(joined, safe="~")))
        digest = hmac.new(f"{self.secret}&".encode(), base.encode(), hashlib.sha256).digest()
        return base64.b64encode(digest).decode()


def _unauthorised(message: str) -> RefusalError:
    return refusal(401, "woocommerce_rest_authentication_error", message)
