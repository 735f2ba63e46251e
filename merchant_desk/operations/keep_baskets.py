"""Keep what lies on the counter at every gesture: a stop of the desk loses nothing of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.station import Setting
from merchant_desk.operations.note_event import note_event
from merchant_desk.queries.counter_baskets import baskets_of
from merchant_desk.queries.counter_tickets import ticket
from merchant_desk.rules.basket import counted
from merchant_desk.values.basket import Basket, Baskets
from merchant_desk.values.basket_text import baskets_text
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.french import euros, items
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CustomerId, DraftId, InvoiceId, id_text, new_id
from merchant_desk.values.settings import COUNTER_BASKETS
from merchant_desk.values.texts import _

P = ParamSpec("P")
MOST_PARKED = 20
_SETTINGS = table(Setting)


def _keeping(insert: sqlite.Insert | postgresql.Insert) -> Prepared:
    upsert = insert.values({name: bindparam(name) for name in ("station", "key", "value")})
    return Prepared(
        upsert.on_conflict_do_update(
            index_elements=["station", "key"], set_={"value": upsert.excluded.value}
        )
    )


_KEEP = {
    "sqlite": _keeping(sqlite.insert(_SETTINGS)),
    "postgresql": _keeping(postgresql.insert(_SETTINGS)),
}


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who stands at the counter, when she says it."""

    customer_id: CustomerId | None
    name: str
    email: str = ""


def fresh_basket(gesture: Gesture) -> Basket:
    """Return a basket with nothing in it."""
    return Basket(DraftId(new_id()), gesture.at)


def current_baskets(session: Session, gesture: Gesture) -> Baskets:
    """Return what lies on the counter of this station."""
    kept = baskets_of(session, gesture.station_id)
    return Baskets(fresh_basket(gesture)) if kept is None else kept


def keep_baskets(session: Session, gesture: Gesture, baskets: Baskets) -> Baskets:
    """Write down what lies on the counter."""
    row = {
        "station": id_text(gesture.station_id),
        "key": COUNTER_BASKETS.key,
        "value": baskets_text(baskets),
    }
    _KEEP[session.connection().dialect.name].write(session, row)
    return baskets


def change_basket(
    session: Session,
    gesture: Gesture,
    rule: Callable[Concatenate[Basket, P], Basket],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Baskets:
    """Apply one of ``rules.basket_changes`` to the basket; the rule refuses what may not be."""
    baskets = current_baskets(session, gesture)
    changed = rule(baskets.running, *args, **kwargs)
    return keep_baskets(session, gesture, replace(baskets, running=changed))


def name_buyer(session: Session, gesture: Gesture, buyer: Buyer) -> Baskets:
    """Say whose basket it is; nobody is named for most."""
    baskets = current_baskets(session, gesture)
    named = replace(
        baskets.running, customer_id=buyer.customer_id, customer=buyer.name, email=buyer.email
    )
    return keep_baskets(session, gesture, replace(baskets, running=named))


def park_basket(session: Session, gesture: Gesture) -> Baskets:
    """Put the basket aside: another customer is served first."""
    baskets = current_baskets(session, gesture)
    if baskets.running.empty:
        raise RefusedError(
            _("Rien n’a été mis en attente\u00a0: le panier est vide."),
            _("Scannez d’abord un article."),
        )
    if len(baskets.parked) >= MOST_PARKED:
        raise RefusedError(
            _("Le panier n’a pas été mis en attente\u00a0: il y en a déjà trop."),
            _("Reprenez ou abandonnez un panier qui attend."),
        )
    parked = (*baskets.parked, baskets.running)
    return keep_baskets(session, gesture, Baskets(fresh_basket(gesture), parked))


def resume_basket(session: Session, gesture: Gesture, basket_id: DraftId) -> Baskets:
    """Take a basket that waited; the one on the counter waits in its place."""
    baskets = current_baskets(session, gesture)
    wanted = next((each for each in baskets.parked if each.basket_id == basket_id), None)
    if wanted is None:
        raise RefusedError(
            _("Le panier n’a pas été repris\u00a0: il n’attend plus."),
            _("Choisissez-en un autre dans la liste."),
        )
    parked = tuple(each for each in baskets.parked if each is not wanted)
    if not baskets.running.empty:
        parked = (*parked, baskets.running)
    return keep_baskets(session, gesture, Baskets(wanted, parked))


def abandon_basket(session: Session, gesture: Gesture) -> Baskets:
    """Give the basket up; what was on the counter is noted in the journal."""
    baskets = current_baskets(session, gesture)
    left = baskets.running
    if not left.empty:
        detail = _("Panier abandonné\u00a0: {items}, {total}").format(
            items=items(left.units + left.units_back), total=euros(counted(left).due)
        )
        note_event(session, gesture, EventCode.SALE_CANCELLED, detail)
    return keep_baskets(session, gesture, Baskets(fresh_basket(gesture), baskets.parked))


def begin_return(session: Session, gesture: Gesture, ticket_id: InvoiceId | None) -> Baskets:
    """Take what is scanned next as brought back: from a ticket, or without one."""
    baskets = current_baskets(session, gesture)
    number = ""
    if ticket_id is not None:
        found = ticket(session, ticket_id)
        if found is None:
            raise RefusedError(
                _("Le retour n’a pas commencé\u00a0: ce ticket n’existe pas."),
                _("Cherchez-le par son numéro, ou reprenez l’article sans ticket."),
            )
        number = found.number
    running = replace(baskets.running, returning=True, ticket_id=ticket_id, ticket=number)
    return keep_baskets(session, gesture, replace(baskets, running=running))


def end_return(session: Session, gesture: Gesture) -> Baskets:
    """Sell again what is scanned next."""
    baskets = current_baskets(session, gesture)
    running = replace(baskets.running, returning=False, ticket_id=None, ticket="")
    return keep_baskets(session, gesture, replace(baskets, running=running))
