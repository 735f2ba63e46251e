"""Adobe Commerce as a Cloud Service: its addresses, and the token of a day that Adobe itself gives.

Known from Adobe's own pages: no such shop was there to be tried.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from merchant_desk.sync.client_credentials import fetch_token
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.tokens import Token, TokenCache
from merchant_desk.values.texts import _

ORGANISATION = "organisation"
IMS = "https://ims-na1.adobelogin.com/ims/token/v3"
_HOST = ".api.commerce.adobe.com"
_SCOPES = (
    "openid,AdobeID,email,profile,additional_info.roles,additional_info.projectedProductContext,"
    "commerce.accs"
)


def is_cloud(address: str) -> bool:
    """Tell whether this is the address of a shop that Adobe runs as a service."""
    return (urlsplit(address).hostname or "").endswith(_HOST)


class ImsToken:
    """The client id and secret of a project of Adobe's console: a token, renewed in time."""

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self._account = account
        self._tokens = TokenCache(lambda: _fetched(account, http), http.server_now)

    def headers(
        self, _method: str, _url: str, _query: Sequence[tuple[str, str]]
    ) -> Mapping[str, str]:
        """Return the token, and whose it is."""
        return {
            "Authorization": f"Bearer {self._tokens.value()}",
            "x-api-key": self._account.key,
            "x-gw-ims-org-id": self._account.more.get(ORGANISATION, ""),
        }

    def renewed(self) -> bool:
        """Let the next call ask for a new token: the shop no longer takes this one."""
        self._tokens.forget()
        return True


def _fetched(account: ShopAccount, http: HttpClient) -> Token:
    form = {"client_id": account.key, "client_secret": account.secret, "scope": _SCOPES}
    return fetch_token(http, IMS, form, _no_token)


def _no_token(reply: str) -> ShopRejectedCredentialsError:
    return ShopRejectedCredentialsError(
        _("Adobe n’a pas accepté l’identifiant ou le secret du projet."),
        _(
            "Dans Adobe Developer Console, vérifiez le Client ID et le Client Secret de l’accès "
            "OAuth Server-to-Server, et que l’API Adobe Commerce est dans le projet."
        ),
        reply,
    )
