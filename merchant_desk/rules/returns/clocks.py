"""The clocks of a return: the law's days, read from the rules that know them.

Nothing of the law is written here twice: the figures come from ``rules.legal.distance``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.distance.goods_return import value_of_goods_return
from merchant_desk.rules.legal.distance.guarantee import value_of_guarantee
from merchant_desk.rules.legal.distance.late_refund import value_of_late_refund
from merchant_desk.rules.legal.distance.refund import value_of_refund_deadline
from merchant_desk.rules.legal.distance_questions import (
    ConformityGuarantee,
    GoodsReturn,
    LateRefundIncrement,
    RefundDeadline,
    WithdrawalDeadline,
)
from merchant_desk.rules.legal.withdrawals import withdrawal
from merchant_desk.values.french import number
from merchant_desk.values.goods_words import ReturnKind
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext

_CENTS = 100
_ASKED = "return"


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit: until when (None: not known yet), its article of law, and what decided it."""

    name: str
    until: date | None
    article: str
    why: str = ""
    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFacts:
    """What the clocks of a return need to know."""

    kind: ReturnKind
    declared_on: date
    delivered_on: date | None = None
    """None when nobody told: the day of leaving, in ``left_on``, is the earliest it can be."""
    left_on: date | None = None
    received_on: date | None = None
    proof_on: date | None = None
    informed: bool = True
    """Whether the customer was told of her right to withdraw."""
    informed_on: date | None = None
    """When she was told; None: with the goods, or never."""
    extended_to: date | None = None
    """Until when the shop takes goods back, where it grants more than the law."""
    promised_days: int = 0
    """Days after the goods came in which the shop promised to take them back; 0: the law's."""
    goods_refunded: bool = True


@dataclass(frozen=True, slots=True)
class LateRefund:
    """What a refund owes more since its day passed (C. conso. L242-4)."""

    days: int
    percent: str
    """Empty where the law gives no plain percentage (legal interest, beyond ninety days)."""
    owed: Money | None


def send_back_by(declared_on: date) -> date:
    """Return the last day to send the goods back after a withdrawal."""
    return _day(
        value_of_goods_return(GoodsReturn(id=_ASKED, withdrawal_sent_on=declared_on)),
        "send_back_by",
    )


def refund_due_on(facts: ReturnFacts) -> date | None:
    """Return the last day to refund; None while the goods or their proof are waited for.

    What is no withdrawal follows the same days: the law gives the others no longer.
    """
    question = RefundDeadline(
        id=_ASKED,
        informed_on=facts.declared_on,
        goods_received_on=facts.received_on,
        proof_of_dispatch_on=facts.proof_on,
    )
    told = value_of_refund_deadline(question)
    return _day(told, "due_on") if _field(told, "due_on") else None


def withdraw_by(facts: ReturnFacts) -> date | None:
    """Return the last day to withdraw, as far as the day of delivery is known.

    What the shop promised counts where it is longer than the law.
    """
    until = _lawful(facts)
    if until is None:
        return None
    longer = (_promised_until(facts), facts.extended_to)
    return max([until, *(each for each in longer if each is not None)])


def _lawful(facts: ReturnFacts) -> date | None:
    received = facts.delivered_on or facts.left_on
    question = WithdrawalDeadline(
        id=_ASKED,
        contract="distance",
        received_on=None if received is None else (received,),
        information_given_on=(facts.informed_on or received) if facts.informed else None,
    )
    return withdrawal(question).deadline


def _promised_until(facts: ReturnFacts) -> date | None:
    received = facts.delivered_on or facts.left_on
    if received is None or not facts.promised_days:
        return None
    return received + timedelta(days=facts.promised_days)


def guaranteed_until(delivered_on: date) -> date:
    """Return the last day of the guarantee of conformity of goods delivered new."""
    told = value_of_guarantee(
        ConformityGuarantee(id=_ASKED, condition="new", delivered_on=delivered_on)
    )
    return _day(told, "until")


def late_refund(amount: Money, due_on: date, paid_on: date) -> LateRefund:
    """Return what is owed for a refund paid on a day."""
    told = value_of_late_refund(
        LateRefundIncrement(
            id=_ASKED, amount=Fraction(amount.cents, _CENTS), due_on=due_on, paid_on=paid_on
        )
    )
    total, percent = _field(told, "total"), _field(told, "percent")
    owed = None if total is None else Money(int(Fraction(str(total)) * _CENTS))
    return LateRefund(int(str(_field(told, "days_late"))), str(percent or ""), owed)


def clocks_of(facts: ReturnFacts, today: date) -> tuple[Clock, ...]:
    """Return every limit of a return, as it stands today."""
    return (*_grounds(facts, today), *_refund(facts, today))


def _grounds(facts: ReturnFacts, today: date) -> tuple[Clock, ...]:
    since = facts.delivered_on or facts.left_on
    if facts.kind is ReturnKind.CONFORMITY:
        until = guaranteed_until(since) if since else None
        late = until is not None and facts.declared_on > until
        return (Clock(_("Garantie de conformité"), until, "C. conso. L217-3", "", late),)
    if facts.kind is not ReturnKind.WITHDRAWAL:
        return ()
    until = withdraw_by(facts)
    passed = until is not None and facts.declared_on > until
    article, why = _withdrawal_words(facts, until)
    back = send_back_by(facts.declared_on)
    late = facts.received_on is None and today > back
    return (
        Clock(_("Se rétracter"), until, article, why, passed),
        Clock(_("Renvoyer les articles"), back, "C. conso. L221-23", "", late),
    )


def _withdrawal_words(facts: ReturnFacts, until: date | None) -> tuple[str, str]:
    """Return the article of law of a limit to withdraw, and what decided it."""
    if until is not None and until > (_lawful(facts) or until):
        if until == facts.extended_to:
            return "", _("accordé par la boutique, au-delà de la loi")
        promised = ngettext(
            "promis par la boutique\u00a0: {n}\u00a0jour après la réception",
            "promis par la boutique\u00a0: {n}\u00a0jours après la réception",
            facts.promised_days,
        )
        return "", promised.format(n=number(facts.promised_days))
    if not facts.informed:
        return "C. conso. L221-20", _("client non informé\u00a0: douze mois de plus")
    received = facts.delivered_on or facts.left_on
    if facts.informed_on is not None and received is not None and facts.informed_on > received:
        return "C. conso. L221-20", _("compté du jour où le client a été informé")
    usual = "C. conso. L221-18"
    if facts.delivered_on:
        return usual, ""
    return usual, _("au plus tôt\u00a0: le jour de réception n’est pas connu")


def _refund(facts: ReturnFacts, today: date) -> tuple[Clock, ...]:
    if not facts.goods_refunded:
        return ()
    due = refund_due_on(facts)
    late = due is not None and today > due
    return (Clock(_("Rembourser"), due, "C. conso. L221-24", _decided(facts, due), late),)


def _decided(facts: ReturnFacts, due: date | None) -> str:
    if due is None:
        return _("attend les articles, ou la preuve de leur envoi")
    if due == facts.received_on:
        return _("le jour où les articles sont revenus")
    if due == facts.proof_on:
        return _("le jour où elle a prouvé leur envoi")
    return _("14\u00a0jours après sa décision")


def _field(told: Value, name: str) -> object:
    return told.get(name)


def _day(told: Value, name: str) -> date:
    return date.fromisoformat(str(_field(told, name)))
