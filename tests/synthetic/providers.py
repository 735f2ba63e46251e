"""What comes of providers and of the counter: payouts, cheques, cash."""

from datetime import date, timedelta

from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import Money
from tests.synthetic.bank_year import DAYS, FIRST, Year, told

_PROVIDERS = (
    ("Stripe", 2, "VIR STRIPE PAYMENTS EUROPE {reference}"),
    ("PayPal", 7, "VIR SEPA PAYPAL EUROPE SARL ET CIE SCA"),
    ("SumUp", 3, "VIR SUMUP PAYMENTS LIMITED SUMUP PID{reference}"),
)
_CHEQUES = ("remise cheques", "remise cheque", "remise chq", "rem chq", "remise de cheques")
_CASH = ("versement especes", "depot especes", "versement", "vrst especes", "remise especes")


def payouts(year: Year) -> None:
    """Make the payouts of three providers, each as often as it pays."""
    for name, every, label in _PROVIDERS:
        for at in range(0, DAYS, every):
            _payout(year, name, label, FIRST + timedelta(at))


def _payout(year: Year, name: str, label: str, on: date) -> None:
    reference = f"{year.random.randint(10**9, 10**10)}"
    payout = year.know(
        on,
        Candidate(
            target=MatchTarget.PAYOUT,
            target_id=year.new_id(),
            category=CashCategory.PAYOUT,
            amount=Money(year.random.randint(3_000, 140_000)),
            label=f"Versement {name} du {on:%d/%m}",
            names=(name,),
            numbers=(reference,),
            due_on=on,
            since=on - timedelta(3),
        ),
    )
    day = on + timedelta(year.random.randint(0, 3))
    text = label.format(reference=reference)
    year.add("payout", year.line(day, payout.amount.cents, text), told(payout))


def deposits(year: Year) -> None:
    """Make slips of cheques and of cash brought to the bank."""
    for number in range(130):
        cash = number % 3 == 0
        on = FIRST + timedelta(number * 365 // 130)
        cents = year.random.randint(4, 60) * 1_000 if cash else year.random.randint(2_000, 90_000)
        slip = year.know(
            on,
            Candidate(
                target=MatchTarget.DEPOSIT,
                target_id=year.new_id(),
                category=CashCategory.DEPOSIT,
                amount=Money(cents),
                label=f"Remise {number + 1}",
                names=_CASH if cash else _CHEQUES,
                numbers=(f"REM-{number + 1:05d}",),
                due_on=on,
                since=on,
            ),
        )
        label = f"VERSEMENT ESPECES AGENCE {number % 7}" if cash else f"REMISE CHQ {7000 + number}"
        day = on + timedelta(year.random.randint(0, 4))
        year.add("deposit", year.line(day, cents, label), told(slip))
