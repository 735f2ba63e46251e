"""What is on its way to the bank without a provider: slips, cheques, cards, noted transfers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import BankDeposit, DepositItem, Payout, PayoutLine
from merchant_desk.queries.cheques_since import cheques_since
from merchant_desk.queries.deposits import CANCELLED, awaited_deposits
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.payments_seen import payments_seen
from merchant_desk.queries.recent_payments import RecentPayment, recent_payments
from merchant_desk.rules.cash_days.bank import BankMove, add_bank_days, value_day
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory, DepositKind, PayoutKind
from merchant_desk.values.french import short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_ITEMS, _DEPOSITS = table(DepositItem), table(BankDeposit)
_PAYOUTS, _LINES = table(Payout), table(PayoutLine)
_MOVES = {DepositKind.CHEQUES: BankMove.CHEQUE, DepositKind.CASH: BankMove.CASH}
_TO_BRING = 5
"""Days of banks in which a cheque is taken to the bank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """Something on its way, as a flow is made of it."""

    key: str
    source: FlowSource
    label: str
    why: str
    day: date
    cents: int
    document_id: bytes | None = None
    certain: bool = True
    cautious_day: date | None = None

    def flow(self) -> Flow:
        """Return the flow."""
        amount = Money(self.cents)
        return Flow(
            key=self.key, source=self.source, category=CashCategory.DEPOSIT
            if self.source is FlowSource.DEPOSIT else CashCategory.SALES,
            label=self.label, why=self.why, day=self.day, amount=amount, certain=self.certain,
            cautious_day=self.cautious_day or self.day, cautious_amount=amount,
            document_id=self.document_id, movable=False,
        )  # fmt: skip


def deposit_flows(session: Session, asked: ForecastAsked) -> Iterator[Flow]:
    """Return what will reach the bank of what she holds or brought, and of noted transfers."""
    payments = [
        each
        for each in recent_payments(session, asked.today, asked.memory)
        if not (each.order_id is not None and asked.role(each.means) == "psp")
    ]
    ways = (
        *_slips(session, asked),
        *_cheques(session, asked, payments),
        *_cards(session, asked, payments),
        *_transfers(session, asked, payments),
    )
    return (each.flow() for each in ways)


def _slips(session: Session, asked: ForecastAsked) -> Iterator[_Way]:
    for each in awaited_deposits(session):
        on = value_day(each.day, _MOVES[each.kind])
        day = asked.awaited(on)
        if day is not None:
            yield _Way(
                key=f"deposit:{each.deposit_id.hex()}",
                source=FlowSource.DEPOSIT,
                label=_("Remise {number}").format(number=each.number),
                why=_("Portée à la banque le {day}, pas encore vue sur le compte.").format(
                    day=short_date(each.day)
                ),
                day=day,
                cents=each.amount.cents,
                document_id=each.deposit_id,
            )


def _cheques(
    session: Session, asked: ForecastAsked, payments: list[RecentPayment]
) -> Iterator[_Way]:
    """Return the cheques that no slip holds; before the bank's last word only where slips are made.

    Where none was ever made, a cheque received before is taken to be on the account.
    """
    cheques = [each for each in payments if each.cents > 0 and asked.role(each.means) == "cheques"]
    if not cheques:
        return
    with_slips = session.execute(select(func.count(_DEPOSITS.c.id))).scalar_one() > 0
    held = select(_ITEMS.c.payment_id).where(
        _ITEMS.c.payment_id.is_not(None), _ITEMS.c.deposit_id.not_in(CANCELLED)
    )
    brought = set(session.scalars(held)) if with_slips else set()
    since = cheques_since(session) or date.min
    for each in cheques:
        if each.payment_id in brought or each.day < since:
            continue
        if not (with_slips or asked.is_after(each.day)):
            continue
        yield _Way(
            key=f"cheque:{each.payment_id.hex()}",
            source=FlowSource.INVOICE if each.invoice_id is not None else FlowSource.ORDER,
            label=_("Chèque à remettre"),
            why=_("Chèque reçu le {day}, sur aucune remise.").format(day=short_date(each.day)),
            day=add_bank_days(asked.next_day, _TO_BRING),
            cents=each.cents,
            document_id=each.invoice_id or each.order_id,
            certain=False,
            cautious_day=add_bank_days(asked.next_day, 2 * _TO_BRING),
        )


def _cards(session: Session, asked: ForecastAsked, payments: list[RecentPayment]) -> Iterator[_Way]:
    """Return the cards taken here, day by day, of which no payout of a terminal tells."""
    by_day: dict[date, int] = defaultdict(int)
    for each in payments:
        if each.order_id is None and asked.role(each.means) == "cards":
            by_day[each.day] += each.cents
    if not by_day:
        return
    told = session.execute(
        select(func.max(_LINES.c.happened_on))
        .join_from(_LINES, _PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
        .where(
            _LINES.c.order_id.is_(None),
            _LINES.c.kind == PayoutKind.SALE,
            _PAYOUTS.c.provider == "sumup",
            _PAYOUTS.c.undone_at.is_(None),
        )
    ).scalar()
    for day, cents in sorted(by_day.items()):
        on = value_day(day, BankMove.CARD)
        if cents and asked.is_after(on) and (told is None or day > told):
            yield _Way(
                key=f"cards:{day.isoformat()}",
                source=FlowSource.DEPOSIT,
                label=_("Cartes du {day}").format(day=short_date(day)),
                why=_("Encaissées au terminal le {day}, versées le jour ouvré suivant.").format(
                    day=short_date(day)
                ),
                day=max(on, asked.today),
                cents=cents,
            )


def _transfers(
    session: Session, asked: ForecastAsked, payments: list[RecentPayment]
) -> Iterator[_Way]:
    """Return the transfers noted after the bank's last word, which its balance cannot hold."""
    if asked.known_on is None:
        return
    noted = [
        each for each in payments if asked.role(each.means) == "bank" and asked.is_after(each.day)
    ]
    seen = payments_seen(session, [each.invoice_id or each.order_id or b"" for each in noted])
    for each in noted:
        document = each.invoice_id or each.order_id
        if not seen.holds(each.payment_id, document, each.cents):
            yield _Way(
                key=f"noted:{each.payment_id.hex()}",
                source=FlowSource.INVOICE if each.invoice_id is not None else FlowSource.ORDER,
                label=_("Virement noté"),
                why=_("Noté le {day}, après le dernier jour connu de la banque.").format(
                    day=short_date(each.day)
                ),
                day=asked.next_day,
                cents=each.cents,
                document_id=document,
            )
