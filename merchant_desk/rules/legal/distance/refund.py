"""Refunds of withdrawals: when they are due, how much, by which means."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.answer import Found, Level, Remedy, Value
from merchant_desk.rules.legal.distance_questions import RefundAmount, RefundDeadline
from merchant_desk.rules.legal.figures import cents_half_up, money, said_day, said_euros
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.sanctions import SALES


def _not_before(question: RefundDeadline) -> date:
    """Return the fourteenth day: a refund is never due earlier."""
    informed = question.informed_on
    return shifted(informed, count_told("refund_days", informed))


def _due_on(question: RefundDeadline) -> date | None:
    """Return when it is due; None while the seller waits for the goods or the proof."""
    base = _not_before(question)
    if question.seller_collects:
        return base
    told = [
        day
        for day in (question.goods_received_on, question.proof_of_dispatch_on)
        if day is not None
    ]
    return max(base, min(told)) if told else None


def _amount(question: RefundAmount) -> Fraction | None:
    if question.partial:
        return None
    delivery = question.delivery_paid
    if question.standard_delivery is not None:
        delivery = min(delivery, question.standard_delivery)
    return cents_half_up(question.goods_total + delivery)


def _check_deadline(question: RefundDeadline) -> Iterator[Found]:
    due = _due_on(question)
    yield Found(
        Level.PASS,
        f"À rembourser au plus tard le {said_day(due)}, par le même moyen de paiement."
        if due
        else "Vous pouvez attendre d’avoir récupéré les produits, ou la preuve de leur expédition.",
    )


def _check_amount(question: RefundAmount) -> Iterator[Found]:
    if question.partial:
        yield Found(
            Level.WARN,
            "Rétractation partielle\u00a0: la loi ne dit pas si les frais de livraison sont à "
            "rembourser quand le client garde d’autres articles.",
            figures={"goods_total": money(question.goods_total)},
            remedy=Remedy("complete_data", "amount"),
            confidence="U",
        )
    due = _amount(question)
    amount = f"{said_euros(due)}" if due is not None else "toute la somme due"
    figures = {} if due is None else {"amount": money(due)}
    remedy = None if due is None else Remedy("set_amount", money(due))
    if question.fees_withheld > 0:
        yield Found(
            Level.BLOCK,
            f"À rembourser\u00a0: {amount}. Vous ne pouvez pas retenir "
            f"{said_euros(question.fees_withheld)} de frais.",
            figures={**figures, "fees_withheld": money(question.fees_withheld)},
            remedy=remedy or Remedy("set_fee", "0.00"),
        )
    if question.other_means and not question.customer_agreed:
        yield Found(
            Level.BLOCK,
            f"À rembourser\u00a0: {amount}, par le même moyen de paiement. Un avoir ou un autre "
            "moyen demande l’accord exprès du client.",
            figures=figures,
            remedy=Remedy("attach_proof", "customer_agreed"),
        )


def value_of_refund_deadline(question: RefundDeadline) -> Value:
    """Return the last day to refund, and the day before which it is never due."""
    due = _due_on(question)
    return {
        "due_on": due.isoformat() if due else None,
        "not_before": _not_before(question).isoformat(),
    }


def value_of_refund_amount(question: RefundAmount) -> Value:
    """Return what must be refunded; nothing is told of a partial withdrawal."""
    due = _amount(question)
    return {"amount": None if due is None else money(due)}


FR_REMBOURS_DELAI = LegalRule(
    id="FR-REMBOURS-DELAI",
    title="Remboursement après une rétractation",
    article="Code de la consommation, art. L221-24",
    explanation=(
        "Vous remboursez toutes les sommes versées, livraison standard comprise, au plus tard "
        "14 jours après avoir été informé de la rétractation. Le supplément d’une livraison "
        "plus chère choisie par le client reste à sa charge.\n\n"
        "Vous pouvez attendre d’avoir récupéré les produits ou reçu la preuve de leur "
        "expédition, selon ce qui arrive en premier, sauf si vous avez proposé de venir les "
        "chercher. Informé le 10/11/2026, produits revenus le 16\u00a0: à rembourser le "
        "24/11/2026\u00a0; revenus le 01/12\u00a0: le 01/12/2026.\n\n"
        "Pas de frais de dossier, et le même moyen de paiement que celui du client, sauf s’il "
        "en accepte expressément un autre (un avoir, par exemple)."
    ),
    sanction=SALES,
    since=date(2014, 6, 13),
    unsure="Le remboursement de la livraison quand le client garde une partie de la commande.",
    others=((RefundDeadline, _check_deadline), (RefundAmount, _check_amount)),
)
