"""Keep the transfers of a settlement, their lines brought to the orders they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import Payout, PayoutLine
from merchant_desk.operations.match_payout_lines import orders_of
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.queries.counter_cards import tickets_of
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, PayoutId, RecordId, new_id, new_ids
from merchant_desk.values.payout_file import (
    PayoutFile,
    ToldPayout,
    ToldPayoutLine,
    provider_name,
)
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderEventKind

_PAYOUTS, _LINES = table(Payout), table(PayoutLine)
_FURTHEST = timedelta(days=60)
_OF_AN_ORDER = frozenset({PayoutKind.SALE, PayoutKind.REFUND, PayoutKind.CHARGEBACK})


@dataclass(frozen=True, slots=True)
class PayoutKept:
    """What became of one transfer of the file."""

    payout_id: PayoutId
    told: ToldPayout
    known: bool
    """It was there already: nothing was kept twice."""
    found: int = 0
    """Lines brought to their order, or to a ticket of the counter."""
    not_found: int = 0
    """Lines of sales, refunds and chargebacks whose order is not known."""
    chargebacks: int = 0


@dataclass(frozen=True, slots=True)
class PayoutsKept:
    """What became of a file."""

    provider: str
    payouts: tuple[PayoutKept, ...]
    notes: tuple[str, ...]

    @property
    def fresh(self) -> tuple[PayoutKept, ...]:
        """Return those that were not there before."""
        return tuple(each for each in self.payouts if not each.known)


def import_payout(session: Session, gesture: Gesture, file: PayoutFile) -> PayoutsKept:
    """Keep every transfer that was not kept before; nothing of the file if one is refused.

    Raises RefusedError for one known with other amounts, or dated too far ahead.
    """
    known = _known(session, file)
    kept = [_keep(session, gesture, file, each, known) for each in file.payouts]
    return PayoutsKept(file.provider, tuple(kept), file.notes)


def _known(session: Session, file: PayoutFile) -> dict[str, tuple[PayoutId, ToldPayout | None]]:
    """Return the transfers of this provider that count, by their reference."""
    rows = session.execute(
        select(_PAYOUTS).where(_PAYOUTS.c.provider == file.provider, _PAYOUTS.c.undone_at.is_(None))
    )
    wanted = {each.reference: each for each in file.payouts}
    return {
        row.reference: (
            PayoutId(row.id),
            wanted[row.reference] if row.net == wanted[row.reference].net else None,
        )
        for row in rows
        if row.reference in wanted
    }


def _keep(
    session: Session,
    gesture: Gesture,
    file: PayoutFile,
    told: ToldPayout,
    known: dict[str, tuple[PayoutId, ToldPayout | None]],
) -> PayoutKept:
    if told.reference in known:
        payout_id, same = known[told.reference]
        if same is None:
            raise RefusedError(
                _(
                    "Rien n’a été repris\u00a0: le versement {reference} de {provider} est déjà là "
                    "avec un autre montant."
                ).format(reference=told.reference, provider=provider_name(told.provider)),
                _("Annulez d’abord celui qui est là, puis reprenez ce relevé."),
            )
        return PayoutKept(payout_id, told, known=True)
    _check_day(gesture, told)
    orders = orders_of(session, told.lines)
    payout_id = PayoutId(new_id())
    insert_into(session, _PAYOUTS, _row(gesture, file, told, payout_id))
    if told.lines:
        insert_into(session, _LINES, _lines(payout_id, told.lines, orders))
    _note_chargebacks(session, gesture, told, orders)
    known[told.reference] = (payout_id, told)
    asked = [
        (line, order)
        for line, order in zip(told.lines, orders, strict=True)
        if line.kind in _OF_AN_ORDER
    ]
    loose = [(line.happened_on, line.amount) for line, order in asked if order is None]
    not_found = sum(each is None for each in tickets_of(session, loose))
    return PayoutKept(
        payout_id,
        told,
        known=False,
        found=len(asked) - not_found,
        not_found=not_found,
        chargebacks=sum(each.kind is PayoutKind.CHARGEBACK for each in told.lines),
    )


def _check_day(gesture: Gesture, told: ToldPayout) -> None:
    if told.paid_on > paris_date(gesture.at) + _FURTHEST:
        raise RefusedError(
            _("Rien n’a été repris\u00a0: le versement {reference} est daté du {day}.").format(
                reference=told.reference, day=short_date(told.paid_on)
            ),
            _("Vérifiez la date de cet ordinateur, et celle du relevé."),
        )


def _row(
    gesture: Gesture, file: PayoutFile, told: ToldPayout, payout_id: PayoutId
) -> dict[str, object]:
    return {
        "id": payout_id,
        "provider": told.provider,
        "reference": told.reference,
        "paid_on": told.paid_on,
        "gross": told.gross,
        "fees": told.fees,
        "fees_vat": told.fees_vat,
        "net": told.net,
        "line_count": len(told.lines),
        "file_name": file.name,
        "digest": file.digest,
        "at": gesture.at,
        "by": gesture.person,
        "station_id": gesture.station_id,
        "undone_at": None,
        "undone_by": "",
    }


def _lines(
    payout_id: PayoutId, lines: Sequence[ToldPayoutLine], orders: Sequence[OrderId | None]
) -> list[dict[str, object]]:
    return [
        {
            "id": RecordId(line_id),
            "payout_id": payout_id,
            "position": place,
            "kind": line.kind,
            "happened_on": line.happened_on,
            "reference": line.reference,
            "order_text": line.order_text,
            "order_id": order,
            "amount": line.amount,
            "fee": line.fee,
            "fee_vat": line.fee_vat,
            "label": line.label,
        }
        for place, (line_id, line, order) in enumerate(
            zip(new_ids(len(lines)), lines, orders, strict=True), start=1
        )
    ]


def _note_chargebacks(
    session: Session, gesture: Gesture, told: ToldPayout, orders: Sequence[OrderId | None]
) -> None:
    """Write in the history of its order that the payer's bank took money back."""
    for line, order in zip(told.lines, orders, strict=True):
        if line.kind is PayoutKind.CHARGEBACK and order is not None:
            said = f"{euros(line.amount)}, {provider_name(told.provider)}"
            note_decision(session, gesture, [order], OrderEventKind.CHARGED_BACK, said)
