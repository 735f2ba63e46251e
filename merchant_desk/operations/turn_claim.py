"""Say where a claim to a supplier stands: sent, answered, settled for so much, given up."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import Claim, ClaimLine
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ClaimState
from merchant_desk.values.ids import ClaimId, RecordId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_CLOSED = frozenset({ClaimState.SETTLED, ClaimState.DROPPED})
_NEXT = {
    ClaimState.DRAFT: frozenset({ClaimState.SENT, ClaimState.DROPPED}),
    ClaimState.SENT: frozenset({ClaimState.ANSWERED, *_CLOSED}),
    ClaimState.ANSWERED: _CLOSED,
    ClaimState.SETTLED: frozenset[ClaimState](),
    ClaimState.DROPPED: frozenset[ClaimState](),
}


def turn_claim(
    session: Session,
    gesture: Gesture,
    claim_id: ClaimId,
    state: ClaimState,
    note: str = "",
    credited: Money | None = None,
) -> None:
    """Say that a claim was sent, answered, settled or given up; raises RefusedError out of turn.

    ``credited`` is what the supplier gives back, before VAT, when it is settled; none is told of
    goods that come later.
    """
    session.flush()
    claim = session.get(Claim, claim_id, with_for_update=True, populate_existing=True)
    if claim is None or state not in _NEXT[claim.state]:
        raise RefusedError(
            _("La réclamation n’a pas changé\u00a0: elle n’existe plus, ou elle est close."),
            _("Rouvrez la liste\u00a0; faites-en une nouvelle s’il le faut."),
        )
    if credited is not None and credited < ZERO:
        raise RefusedError(
            _("La réclamation n’a pas changé\u00a0: le montant obtenu est négatif."),
            _("Écrivez ce que le fournisseur rend, hors taxes."),
        )
    claim.state = state
    if state is ClaimState.SENT:
        claim.sent_at = gesture.at
    else:
        claim.settled_note = note.strip() or claim.settled_note
    if state in _CLOSED:
        claim.settled_at = gesture.at
    if state is ClaimState.SETTLED:
        claim.credited = credited
    session.flush()


def drop_line(session: Session, line_id: RecordId) -> None:
    """Take a line off a claim that is not sent yet."""
    line = session.get(ClaimLine, line_id)
    claim = None if line is None else session.get(Claim, line.claim_id)
    if line is None or claim is None or claim.state is not ClaimState.DRAFT:
        raise RefusedError(
            _("La réclamation n’a pas changé\u00a0: elle est déjà partie."),
            _("Écrivez au fournisseur, puis notez ce qu’il répond."),
        )
    session.delete(line)
    session.flush()
