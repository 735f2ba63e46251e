"""Find out about a Vendure shop before anything is written, and without writing."""

from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.states import LABELS, STATES
from merchant_desk.connectors.vendure.terms import Terms
from merchant_desk.sync.http_refusals import CLOCK_TOLERANCE_S, clock_hint
from merchant_desk.values.remote import RemoteLocation, RemoteOrderState, RemoteState, ShopFacts
from merchant_desk.values.texts import _

_CENTS = 2
_SUPERADMIN = "SuperAdmin"
_NEEDED = (
    ("ReadCatalog", "ReadProduct"),
    ("UpdateCatalog", "UpdateProduct"),
    ("CreateCatalog", "CreateProduct"),
    ("ReadOrder",),
    ("UpdateOrder",),
    ("ReadSettings", "ReadPaymentMethod"),
)
"""Each of these rights, or the narrower one beside it."""
_DEFAULT_CHANNEL = "__default_channel__"


def probe(calls: Calls, terms: Terms) -> ShopFacts:
    """Return what the shop says of itself."""
    skew = calls.clock_skew_s or 0
    missing = rights_missing(terms)
    problems = []
    if terms.currency != "EUR":
        problems.append(_("La boutique ne vend pas en euros\u00a0: ses commandes seront refusées."))
    if terms.decimals != _CENTS:
        problems.append(_("La boutique ne compte pas en centimes\u00a0: rien n’en sera repris."))
    if not terms.locations:
        problems.append(_("La boutique n’a aucun lieu de stock."))
    if abs(skew) > CLOCK_TOLERANCE_S:
        problems.append(clock_hint(skew).strip())
    host = calls.address.partition("://")[2].partition("/")[0]
    return ShopFacts(
        name=host if terms.channel == _DEFAULT_CHANNEL else terms.channel,
        version="",
        currency=terms.currency,
        time_zone="Europe/Paris",
        prices_include_tax=terms.gross,
        identity=f"vendure://{terms.token}",
        clock_skew_s=skew,
        can_write=not missing,
        problems=tuple(problems),
        locations=tuple(RemoteLocation(number, name) for number, name in terms.locations),
        order_states=tuple(
            RemoteOrderState(word, _state_label(word), STATES.get(word, RemoteState.UNKNOWN))
            for word in dict.fromkeys((*terms.states, *STATES))
        ),
        rights_missing=missing,
    )


def rights_missing(terms: Terms) -> tuple[str, ...]:
    """Return the rights that this sign-in lacks, as Vendure's own screens name them."""
    if _SUPERADMIN in terms.rights:
        return ()
    return tuple(wide for wide, *narrow in _NEEDED if not terms.rights & {wide, *narrow})


def _state_label(word: str) -> str:
    return _(LABELS[word]) if word in LABELS else word
