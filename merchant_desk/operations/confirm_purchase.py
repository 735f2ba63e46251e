"""What the supplier answered: the day it comes, and of what it sends more, less or nothing."""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.operations.find_purchase import (
    find_purchase,
    is_over,
    kept,
    lines_of,
    note_purchase,
)
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.purchases import (
    MOST_UNITS,
    OVER_STATES,
    LineAnswer,
    PurchaseKept,
    SupplierAnswer,
)
from merchant_desk.values.texts import _


def confirm_purchase(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, answer: SupplierAnswer
) -> PurchaseKept:
    """Keep the supplier's answer; the same answer told twice is one line of the story.

    Raises RefusedError for an order that was not sent or is over, a day before it was sent, and
    units that cannot be.
    """
    purchase = find_purchase(session, purchase_id)
    _check(purchase, answer)
    lines = {line.id: line for line in lines_of(session, purchase_id)}
    before = _told(purchase, list(lines.values()))
    for each in answer.lines:
        line = lines.get(each.line_id)
        if line is None:
            raise RefusedError(
                _("La réponse n’a pas été gardée\u00a0: une ligne n’est pas de la commande."),
                _("Rouvrez la commande, puis recommencez."),
            )
        _take(line, each)
    purchase.confirmed_on = answer.confirmed_on or purchase.confirmed_on
    purchase.supplier_reference = answer.reference.strip() or purchase.supplier_reference
    if purchase.state is PurchaseState.SENT:
        purchase.state = PurchaseState.CONFIRMED
    session.flush()
    if _told(purchase, list(lines.values())) != before:
        detail = _sentence(purchase, list(lines.values()))
        note_purchase(session, gesture, purchase, PurchaseEventKind.CONFIRMED, detail)
    return kept(session, purchase)


def _check(purchase: Purchase, answer: SupplierAnswer) -> None:
    if purchase.state in OVER_STATES:
        raise is_over(purchase)
    if purchase.state is PurchaseState.DRAFT or purchase.sent_at is None:
        raise RefusedError(
            _("La réponse n’a pas été gardée\u00a0: la commande n’est pas encore partie."),
            _("Envoyez-la d’abord."),
        )
    sent_on = paris_date(purchase.sent_at)
    days = (answer.confirmed_on, *(each.on for each in answer.lines))
    if any(day is not None and day < sent_on for day in days):
        raise RefusedError(
            _("La réponse n’a pas été gardée\u00a0: elle annonce une livraison avant l’envoi."),
            _("Écrivez une date à partir du {day}.").format(day=short_date(sent_on)),
        )


def _take(line: PurchaseLine, answer: LineAnswer) -> None:
    units = answer.units
    if units is not None and not 0 <= units <= MOST_UNITS:
        raise RefusedError(
            _("La réponse n’a pas été gardée\u00a0: une quantité confirmée n’est pas possible."),
            _("Écrivez 0 si l’article ne viendra pas."),
        )
    line.confirmed_units = line.confirmed_units if units is None else units
    line.confirmed_on = answer.on or line.confirmed_on


def _told(
    purchase: Purchase, lines: list[PurchaseLine]
) -> tuple[PurchaseState, date | None, str, list[tuple[int | None, date | None]]]:
    said = [(line.confirmed_units, line.confirmed_on) for line in lines]
    return purchase.state, purchase.confirmed_on, purchase.supplier_reference, said


def _sentence(purchase: Purchase, lines: list[PurchaseLine]) -> str:
    """Return what was told: the day, the reference, the units that will not come."""
    told = []
    if purchase.confirmed_on is not None:
        told.append(_("pour le {day}").format(day=short_date(purchase.confirmed_on)))
    if purchase.supplier_reference:
        told.append(_("sa référence {text}").format(text=purchase.supplier_reference))
    missing = sum(
        max(0, line.quantity - line.confirmed_units)
        for line in lines
        if line.confirmed_units is not None
    )
    if missing:
        told.append(_("il manquera {units}").format(units=units_words(missing)))
    return " · ".join(told)
