"""Proving who calls a Shopify shop: a token of a day, or the lasting one of an older app."""

from merchant_desk.sync.client_credentials import fetch_token
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.tokens import Token, TokenCache
from merchant_desk.values.texts import _

_LASTING = ("shpat_", "shpca_", "shppa_")
_PATH = "/admin/oauth/access_token"
_OTHER_HOUSE = "shop_not_permitted"


class Access:
    """Tells the token to send; one that lasts is never renewed."""

    def __init__(self, account: ShopAccount, address: str, http: HttpClient) -> None:
        self._lasting = account.secret if account.secret.startswith(_LASTING) else ""
        self._tokens = TokenCache(lambda: _fetched(account, address, http), http.server_now)

    def headers(self) -> dict[str, str]:
        """Return the header that proves who calls."""
        return {"X-Shopify-Access-Token": self._lasting or self._tokens.value()}

    def renewed(self) -> bool:
        """Tell, after a refusal, whether a new token may be asked for."""
        self._tokens.forget()
        return not self._lasting


def _fetched(account: ShopAccount, address: str, http: HttpClient) -> Token:
    """Exchange the client id and secret of her app for a token of this shop."""
    form = {"client_id": account.key, "client_secret": account.secret}
    return fetch_token(http, address + _PATH, form, _no_token)


def _no_token(reply: str) -> ShopRejectedCredentialsError:
    if _OTHER_HOUSE in reply:
        return ShopRejectedCredentialsError(
            _("La boutique n’a pas ouvert l’accès\u00a0: l’application n’est pas de chez elle."),
            _(
                "Créez l’application dans le Dev Dashboard de l’organisation qui possède la "
                "boutique, puis installez-la sur la boutique."
            ),
            reply,
        )
    return ShopRejectedCredentialsError(
        _("La boutique n’a pas accepté l’identifiant ou le secret de l’application."),
        _(
            "Vérifiez-les dans le Dev Dashboard de Shopify, page Settings de l’application, et "
            "que l’application est installée sur la boutique."
        ),
        reply,
    )
