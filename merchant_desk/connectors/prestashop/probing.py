"""Find out about a PrestaShop shop without writing anything to it."""

from merchant_desk.connectors.prestashop.calls import Calls
from merchant_desk.connectors.prestashop.directory import Directory
from merchant_desk.connectors.prestashop.replies import Reply
from merchant_desk.connectors.prestashop.rights import may_write, rights_missing
from merchant_desk.connectors.prestashop.settings import ShopSettings, read_settings
from merchant_desk.connectors.prestashop.states import every_state
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.http_refusals import CLOCK_TOLERANCE_S, clock_hint
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.texts import _

_HOST_FIRST = frozenset({404, 503})
_NOT_FOUND = 404
_SWITCHED_OFF = "22"


def probe(calls: Calls, directory: Directory) -> ShopFacts:
    """Return what the shop says of itself, and what would not work."""
    api = _root(calls).node()
    missing = rights_missing(api)
    settings = read_settings(calls, directory)
    skew = calls.clock_skew_s or 0
    return ShopFacts(
        name=settings.values.get("PS_SHOP_NAME") or api.attributes.get("shopName", ""),
        version=calls.version,
        currency=settings.currency,
        time_zone=settings.zone.key,
        prices_include_tax=False,
        identity=_identity(calls, settings),
        clock_skew_s=skew,
        can_write=may_write(api),
        problems=tuple(_problems(settings, skew)),
        order_states=every_state(directory.afresh("order_states"), settings),
        rights_missing=missing,
    )


def _root(calls: Calls) -> Reply:
    """Ask for the list of what the key opens: XML only, as JSON this page is a crash."""
    reply = calls.ask("GET", "", judged=_HOST_FIRST)
    if any(code == _SWITCHED_OFF for code, _words in reply.errors):
        raise UnavailableError(
            _("La boutique n’a pas répondu\u00a0: son webservice est désactivé."),
            _("Dans PrestaShop, Paramètres avancés puis Webservice, activez-le et enregistrez."),
        )
    if reply.status == _NOT_FOUND:
        raise UnavailableError(
            _("La boutique n’a pas répondu\u00a0: son webservice n’a pas été trouvé."),
            _(
                "Vérifiez l’adresse. Dans PrestaShop, enregistrez à nouveau la page Trafic et "
                "SEO\u00a0: elle réécrit les règles qui mènent au webservice."
            ),
        )
    if not reply.fine:
        reply = calls.ask("GET", "")
    return calls.fine(reply, "api")


def _identity(calls: Calls, settings: ShopSettings) -> str:
    domain = settings.values.get("PS_SHOP_DOMAIN")
    place = f"https://{domain}" if domain else calls.address
    return f"{place}#{calls.store}" if calls.store else place


def _problems(settings: ShopSettings, skew: int) -> list[str]:
    problems = []
    if settings.currency != "EUR":
        problems.append(_("La boutique ne vend pas en euros\u00a0: ses commandes seront refusées."))
    if not settings.counts_stock:
        problems.append(
            _(
                "La boutique ne compte pas le stock\u00a0: activez la gestion des stocks dans "
                "Paramètres de la boutique, Produits."
            )
        )
    if abs(skew) > CLOCK_TOLERANCE_S:
        problems.append(clock_hint(skew).strip())
    return problems
