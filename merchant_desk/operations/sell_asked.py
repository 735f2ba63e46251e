"""A whole sale, or a whole return, asked for at once: without a window, in one transaction.

What lies on the counter of the station meanwhile is left as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.keep_baskets import (
    begin_return,
    change_basket,
    current_baskets,
    fresh_basket,
    keep_baskets,
)
from merchant_desk.operations.scan_at_counter import (
    CounterOutcome,
    CounterScanned,
    scan_at_counter,
)
from merchant_desk.operations.sell_at_counter import CounterSold, sell_at_counter
from merchant_desk.queries.counter_tickets import ticket_by_number
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_changes import with_quantity
from merchant_desk.rules.basket_tenders import with_tender
from merchant_desk.values.basket import Baskets, Tender
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.texts import _

_GOOD = frozenset({CounterOutcome.ADDED, CounterOutcome.BACK})


@dataclass(frozen=True, slots=True)
class Asked:
    """How many units of what a code names."""

    code: str
    units: int = 1


@dataclass(frozen=True, slots=True)
class Pays:
    """A means, and how much by it; None for what is missing then."""

    means: Means
    amount: Money | None = None


def sell_asked(
    session: Session, gesture: Gesture, wanted: Sequence[Asked], pays: Sequence[Pays]
) -> CounterSold:
    """Sell articles paid by these means; raises RefusedError when anything of it may not be."""
    left = current_baskets(session, gesture)
    keep_baskets(session, gesture, Baskets(fresh_basket(gesture)))
    sold = _done(session, gesture, wanted, pays)
    keep_baskets(session, gesture, left)
    return sold


def give_back_asked(
    session: Session, gesture: Gesture, number: str, wanted: Sequence[Asked], by: Means
) -> CounterSold:
    """Take articles back from a ticket (none when its number is empty), paid back by one means."""
    ticket_id: InvoiceId | None = None
    if number:
        found = ticket_by_number(session, number)
        if found is None:
            raise RefusedError(
                _("Rien n’a été repris\u00a0: le ticket {number} n’existe pas.").format(
                    number=number
                ),
                _("Vérifiez le numéro imprimé sur le ticket."),
            )
        ticket_id = found.ticket_id
    left = current_baskets(session, gesture)
    keep_baskets(session, gesture, Baskets(fresh_basket(gesture)))
    begin_return(session, gesture, ticket_id)
    sold = _done(session, gesture, wanted, (Pays(by),))
    keep_baskets(session, gesture, left)
    return sold


def _done(
    session: Session, gesture: Gesture, wanted: Sequence[Asked], pays: Sequence[Pays]
) -> CounterSold:
    for each in wanted:
        _put(session, gesture, each)
    for pay in pays:
        running = current_baskets(session, gesture).running
        amount = counted(running).missing if pay.amount is None else pay.amount
        tender = Tender(PaymentId(new_id()), pay.means, amount)
        change_basket(session, gesture, with_tender, tender)
    running = current_baskets(session, gesture).running
    return sell_at_counter(session, gesture, running.basket_id)


def _put(session: Session, gesture: Gesture, wanted: Asked) -> None:
    said = scan_at_counter(session, gesture, scan_of_text(wanted.code, gesture.at))
    if said.outcome not in _GOOD or said.line_id is None:
        raise _not_counted(said, wanted)
    running = said.baskets.running
    here = {each.line_id: each.quantity for each in running.lines}
    here.update({each.line_id: each.quantity for each in running.back})
    quantity = here[said.line_id] + (wanted.units - 1) * said.units
    change_basket(session, gesture, with_quantity, said.line_id, quantity)


def _not_counted(said: CounterScanned, wanted: Asked) -> RefusedError:
    name = wanted.code if said.article is None else said.article.full_name
    why, advice = {
        CounterOutcome.AMBIGUOUS: (
            _("ce code est celui de plusieurs produits"),
            _("Donnez la référence de l’article."),
        ),
        CounterOutcome.NO_PRICE: (
            _("il n’a pas de prix en magasin"),
            _("Notez son prix sur sa fiche."),
        ),
        CounterOutcome.EXPIRED: (
            _("sa date limite est dépassée"),
            _("Retirez-le de la vente."),
        ),
        CounterOutcome.RECALLED: (
            _("son lot est rappelé"),
            _("Mettez-le à part."),
        ),
        CounterOutcome.UNREAD_LOT: (
            _("les lots en rayon sont périmés ou rappelés, et le sien n’est pas lu"),
            _("Donnez le code qui porte son lot."),
        ),
        CounterOutcome.NOT_SOLD: (
            _("il est retiré du catalogue"),
            _("Remettez-le en vente sur sa fiche."),
        ),
        CounterOutcome.NOT_ON_TICKET: (
            _("il n’est pas sur ce ticket"),
            _("Vérifiez le numéro du ticket."),
        ),
    }.get(said.outcome, (_("ce code est inconnu"), _("Vérifiez le code, ou cherchez l’article.")))
    title = _("Rien n’a été enregistré, «\u00a0{name}\u00a0»\u00a0: {why}.")
    return RefusedError(title.format(name=name, why=why), advice)
