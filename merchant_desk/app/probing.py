"""Meeting a storefront: what is there, or what was not found and what she can do about it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from merchant_desk.connectors import CONNECTORS
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.errors import Cause, ShopSilentError
from merchant_desk.sync.http import HttpClient
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import ShopAccess
from merchant_desk.values.texts import _, later

_AGAIN = later("Vérifiez l’adresse et votre connexion à Internet, puis recommencez.")
_OPEN_IT = later(
    "Ouvrez cette adresse dans un navigateur. Si le site s’affiche, recommencez\u00a0; sinon, "
    "prévenez votre hébergeur."
)
_SAID = {
    Cause.NO_SITE: (later("Aucun site n’a été trouvé à l’adresse {site}."), _AGAIN),
    Cause.DOWN: (
        later("Le site {site} n’a pas répondu\u00a0: son serveur est arrêté ou injoignable."),
        _AGAIN,
    ),
    Cause.CUT: (later("Le site {site} n’a pas répondu\u00a0: la connexion a été coupée."), _AGAIN),
    Cause.SLOW: (later("Le site {site} n’a pas répondu à temps."), _AGAIN),
    Cause.BUSY: (
        later("Le site {site} n’a pas répondu\u00a0: son hébergeur limite les demandes."),
        later("Attendez quelques minutes, puis recommencez."),
    ),
    Cause.MAINTENANCE: (
        later("Le site {site} n’a pas répondu\u00a0: il est en maintenance ou surchargé."),
        _OPEN_IT,
    ),
    Cause.BROKEN: (
        later("Le site {site} n’a pas répondu\u00a0: son serveur est en panne."),
        _OPEN_IT,
    ),
    Cause.WEB_PAGE: (
        later(
            "Aucune boutique {platform} n’a été trouvée à l’adresse {site}\u00a0: c’est une page "
            "web qui répond."
        ),
        later(
            "Vérifiez l’adresse et la plate-forme choisie. Si elles sont justes, demandez à votre "
            "hébergeur de laisser Merchant Desk joindre l’interface (API) de la boutique."
        ),
    ),
    Cause.UNREADABLE: (
        later(
            "Aucune boutique {platform} n’a été trouvée à l’adresse {site}\u00a0: la réponse n’est "
            "pas celle attendue."
        ),
        later(
            "Vérifiez l’adresse et la plate-forme choisie. Si elles sont justes, une extension du "
            "site écrit dans ses réponses\u00a0: prévenez votre hébergeur."
        ),
    ),
}
_DECLINED = later("Vérifiez l’adresse, la plate-forme choisie et les droits des clés.")


def probe(access: ShopAccess, http: Callable[[], HttpClient]) -> ShopFacts:
    """Find out about a shop before anything is written, here or there."""
    client = http()
    account = ShopAccount(access.url, access.key, access.secret, access.more, access.settings)
    try:
        return connector_for(access.platform, account, client).probe()
    except ShopSilentError as trouble:
        raise _not_found(access, trouble) from trouble
    finally:
        client.close()


def _not_found(access: ShopAccess, trouble: ShopSilentError) -> UnavailableError:
    """Return what she is told who waits for the answer: nobody will ask the shop again."""
    said = _SAID.get(trouble.cause)
    if said is None:
        return UnavailableError(trouble.title, _(_DECLINED))
    title, advice = said
    site = urlsplit(access.url).hostname or access.url
    platform = CONNECTORS[access.platform].title
    return UnavailableError(_(title).format(site=site, platform=platform), _(advice))


def connector_for(platform: str, account: ShopAccount, http: HttpClient) -> Connector:
    """Return the connector of a platform; raise RefusedError for one that is not known."""
    make = CONNECTORS.get(platform)
    if make is None:
        raise RefusedError(
            _(
                "La boutique n’a pas été interrogée\u00a0: la plate-forme «\u00a0{name}\u00a0» est "
                "inconnue."
            ).format(name=platform),
            _("Plates-formes connues\u00a0: {names}.").format(names=", ".join(CONNECTORS)),
        )
    if urlsplit(account.url).scheme not in {"http", "https"}:
        raise RefusedError(
            _("La boutique n’a pas été interrogée\u00a0: son adresse n’est pas valable."),
            _("Écrivez-la en entier, par exemple https://www.maboutique.fr."),
        )
    return make(account, http)
