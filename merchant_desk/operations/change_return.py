"""Correct what was told of a return: its days, what the way back cost; its clocks follow."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return
from merchant_desk.operations.declare_return import check_declared
from merchant_desk.operations.note_return import find_return, note_return
from merchant_desk.queries.return_facts import facts_of
from merchant_desk.rules.returns.clocks import refund_due_on, send_back_by
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnEventKind, ReturnKind, ReturnState
from merchant_desk.values.ids import ReturnId
from merchant_desk.values.money import ZERO
from merchant_desk.values.return_told import ReturnTold
from merchant_desk.values.texts import _

_NOON = time(12)


def change_return(
    session: Session, gesture: Gesture, return_id: ReturnId, told: ReturnTold
) -> None:
    """Keep what was told; raise RefusedError for days that cannot be."""
    session.flush()
    returned = find_return(session, return_id)
    if returned.state is ReturnState.CANCELLED:
        raise _refused(_("il est annulé"), _("Notez-en un autre."))
    _check(session, gesture, returned, told)
    before = _said(returned)
    if told.declared_on != paris_date(returned.declared_at):
        returned.declared_at = _noon(told.declared_on)
    returned.announced_by = told.announced_by
    returned.delivered_on = told.delivered_on
    returned.informed = told.informed
    returned.informed_on = told.informed_on if told.informed else None
    returned.extended_to = told.extended_to
    returned.sent_proof_at = None if told.proof_on is None else _noon(told.proof_on)
    returned.carriage_back = told.carriage_back
    returned.note = told.note
    if returned.kind is ReturnKind.WITHDRAWAL:
        returned.send_back_by = send_back_by(told.declared_on)
    returned.refund_due_on = refund_due_on(facts_of(returned))
    after = _said(returned)
    changed = [words for name, words in after.items() if words != before[name]]
    if changed:
        detail = " · ".join(filter(None, changed))
        note_return(session, gesture, returned, ReturnEventKind.CHANGED, detail)


def _check(session: Session, gesture: Gesture, returned: Return, told: ReturnTold) -> None:
    today = paris_date(gesture.at)
    order = None if returned.order_id is None else session.get(Order, returned.order_id)
    if order is not None:
        check_declared(order, _noon(told.declared_on), gesture.at)
        placed = paris_date(order.placed_at)
        if told.delivered_on is not None and told.delivered_on < placed:
            raise _refused(
                _("il serait reçu avant la commande {number}").format(number=order.number),
                _("Vérifiez le jour de réception."),
            )
    days = (told.declared_on, told.delivered_on, told.informed_on, told.proof_on)
    if any(day is not None and day > today for day in days):
        raise _refused(_("un jour est après aujourd’hui"), _("Vérifiez les jours."))
    if told.carriage_back < ZERO:
        raise _refused(_("le port ne peut pas être négatif"), _("Écrivez-le comme 6,90."))


def _said(returned: Return) -> dict[str, str]:
    """Return in words what may change, by name."""
    proof = returned.sent_proof_at
    days = {
        "declared": (_("annoncé le {day}"), paris_date(returned.declared_at)),
        "delivered": (_("reçu le {day}"), returned.delivered_on),
        "informed_on": (_("client informé le {day}"), returned.informed_on),
        "extended": (_("délai accordé jusqu’au {day}"), returned.extended_to),
        "proof": (_("envoi prouvé le {day}"), None if proof is None else paris_date(proof)),
    }
    words = {
        name: "" if day is None else said.format(day=short_date(day))
        for name, (said, day) in days.items()
    }
    words["informed"] = (
        _("client informé de son droit") if returned.informed else _("client jamais informé")
    )
    words["carriage"] = _("port du retour {amount}").format(amount=euros(returned.carriage_back))
    words["note"] = returned.note
    return words


def _noon(day: date) -> datetime:
    return datetime.combine(day, _NOON, PARIS).astimezone(UTC)


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le retour n’a pas changé\u00a0: {why}.").format(why=why), advice)
