"""What real years hold and rules trip over: the same each month, paid twice, meant for others."""

from datetime import date, timedelta

from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import Money
from tests.synthetic.bank_year import Year, of, told
from tests.synthetic.names import SUPPLIERS

_MONTHLY = (
    ("SARL Crèche des Ormes", 4_900), ("Cabinet Vidal", 9_900), ("Mairie de Lauris", 24_000),
    ("Hôtel Vidal", 9_900),
)  # fmt: skip


def same_each_month(year: Year) -> None:
    """Make customers billed one amount a month who quote nothing, skip a month, pay two at once."""
    for name, cents in _MONTHLY:
        owed: list[Candidate] = []
        for month in range(1, 13):
            owed.append(_bill(year, name, cents, date(2026, month, 3)))
            if year.random.random() < 0.25:
                continue
            day = date(2026, month, year.random.randint(8, 26))
            late = len(owed) > 1 and year.random.random() < 0.5
            paid, owed = (owed, []) if late else (owed[:1], owed[1:])
            line = year.line(day, cents * len(paid), f"VIR SEPA RECU /DE {name}")
            year.add("same each month", line, *(told(each) for each in paid))


def _bill(year: Year, name: str, cents: int, on: date) -> Candidate:
    number = f"FA2026-{year.fresh():06d}"
    return year.know(
        on,
        Candidate(
            target=MatchTarget.CUSTOMER_INVOICE,
            target_id=year.new_id(),
            category=CashCategory.SALES,
            amount=Money(cents),
            label=f"Facture {number}, {name}",
            names=(name,),
            numbers=(number,),
            due_on=on + timedelta(15),
            since=on,
        ),
    )


def paid_twice(year: Year) -> None:
    """Make transfers that come a second time, by mistake: they settle nothing that is open."""
    customers = [each for each in year.lines if each.kind == "customer"]
    for first in year.random.sample(customers, min(8, len(customers))):
        day = first.fact.booked_on + timedelta(year.random.randint(2, 25))
        cents = first.fact.amount.cents
        line = year.line(day, cents, first.fact.label)
        year.add("paid twice", line, of(CashCategory.OTHER, cents))


def given_back(year: Year) -> None:
    """Make suppliers give back, without a document, and the state pay a credit of VAT."""
    for _each in range(6):
        name = year.random.choice(SUPPLIERS)
        cents = year.random.randint(800, 9_000)
        line = year.line(year.day(20, 360), cents, f"VIR {name} AVOIR COMMERCIAL")
        year.add("given back", line, of(CashCategory.GOODS, cents))
    for day in (95, 270):
        cents = year.random.randint(20, 200) * 1_000
        line = year.line(year.day(day, day + 5), cents, "VIR DGFIP REMBOURSEMENT CREDIT TVA")
        year.add("given back", line, of(CashCategory.VAT, cents))
