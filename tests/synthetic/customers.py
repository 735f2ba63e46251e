"""Customers who pay by transfer, as they do: numbers well quoted, sloppy, or not at all."""

from datetime import date, timedelta

from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import Money
from tests.synthetic.bank_year import FIRST, Told, Year, of, told
from tests.synthetic.names import (
    FIRST_NAMES,
    FORMS,
    LAST_NAMES,
    ODD_PAYERS,
    PLACES,
    TRADES,
)

_ROUND = (1_990, 2_490, 4_900, 9_900, 12_000, 15_000, 24_000, 36_000)
_INVOICES = 640


def customers(year: Year) -> None:
    """Make a year of invoices to customers and their transfers."""
    every = sorted({_name(year) for _number in range(150)})
    year.random.shuffle(every)
    odd = dict(zip(every, ODD_PAYERS, strict=False))
    at = 0
    while at < _INVOICES:
        name = year.random.choice(every)
        at += _paid(year, name, odd.get(name, name), at)


def _name(year: Year) -> str:
    pick = year.random.choice
    if year.random.random() < 0.45:
        return f"{pick(FIRST_NAMES)} {pick(LAST_NAMES)}"
    return f"{pick(FORMS)} {pick(TRADES)} {pick(PLACES)}".strip()


def _invoice(year: Year, name: str, at: int, cents: int | None = None) -> Candidate:
    draw = year.random
    issued = FIRST + timedelta(at * 365 // _INVOICES - draw.randint(0, 5))
    if cents is None:
        cents = draw.choice(_ROUND) if draw.random() < 0.3 else draw.randint(1_500, 320_000)
    what = "Facture" if cents > 0 else "Avoir"
    number = f"FA2026-{year.fresh():06d}"
    return year.know(
        issued,
        Candidate(
            target=MatchTarget.CUSTOMER_INVOICE,
            target_id=year.new_id(),
            category=CashCategory.SALES,
            amount=Money(cents),
            label=f"{what} {number}, {name}",
            names=(name,),
            numbers=(number,),
            due_on=issued + timedelta(30),
            since=issued,
        ),
    )


def _paid(year: Year, name: str, payer: str, at: int) -> int:
    """Make one way of paying, and return how many invoices it took."""
    roll = year.random.random()
    ways = ((0.07, _two_in_one), (0.10, _in_parts), (0.13, _twins), (0.15, _less_credit))
    for limit, way in ways:
        if roll < limit:
            return way(year, name, payer, at)
    invoice = _invoice(year, name, at)
    if roll < 0.22:
        return 1  # never paid by transfer
    if roll < 0.24:
        _abroad(year, invoice, payer)
    elif roll < 0.27:
        _off_by_cents(year, invoice, payer)
    elif roll < 0.29:
        _refunded(year, invoice, name)
    else:
        _transfer(year, payer, (invoice,), told(invoice))
    return 1


def _two_in_one(year: Year, name: str, payer: str, at: int) -> int:
    several = tuple(_invoice(year, name, at) for _each in range(year.random.choice((2, 2, 3))))
    _transfer(year, payer, several, *(told(each) for each in several), kind="several")
    return len(several)


def _in_parts(year: Year, name: str, payer: str, at: int) -> int:
    """Pay one invoice in two times."""
    invoice = _invoice(year, name, at, year.random.randint(40_000, 320_000))
    first = invoice.amount.cents * 3 // 10
    on = _day(year, invoice)
    for cents, day in ((first, on), (invoice.amount.cents - first, on + timedelta(30))):
        _transfer(year, payer, (invoice,), told(invoice, cents), day=day, kind="part")
    return 1


def _twins(year: Year, name: str, payer: str, at: int) -> int:
    """Pay two invoices of one amount, each by its own transfer."""
    first = _invoice(year, name, at)
    for each in (first, _invoice(year, name, at, first.amount.cents)):
        _transfer(year, payer, (each,), told(each), kind="twin")
    return 2


def _less_credit(year: Year, name: str, payer: str, at: int) -> int:
    invoice = _invoice(year, name, at, year.random.randint(20_000, 200_000))
    note = _invoice(year, name, at, -year.random.randint(1_000, 15_000))
    _transfer(year, payer, (invoice, note), told(invoice), told(note), kind="credit")
    return 1


def _abroad(year: Year, invoice: Candidate, payer: str) -> None:
    fee = -year.random.choice((800, 1_200, 1_500, 2_000))
    if invoice.amount.cents < 40_000:
        _transfer(year, payer, (invoice,), told(invoice))
        return
    cents = invoice.amount.cents + fee
    label = f"VIR INTERNATIONAL RECU {payer} {invoice.numbers[0]}"
    line = year.line(_day(year, invoice), cents, label, counter_iban="BE68539007547034")
    year.add("abroad", line, told(invoice))


def _off_by_cents(year: Year, invoice: Candidate, payer: str) -> None:
    off = year.random.choice((-2, -1, 1, 2, 3))
    label = _label(year, payer, _reference(year, (invoice,)))
    line = year.line(_day(year, invoice), invoice.amount.cents + off, label)
    rest = (of(CashCategory.OTHER, off),) if off > 0 else ()
    year.add("cents", line, told(invoice), *rest)


def _refunded(year: Year, invoice: Candidate, name: str) -> None:
    """Pay, and have a part back under a credit note."""
    _transfer(year, name, (invoice,), told(invoice))
    at = (invoice.since or FIRST) - FIRST
    note = _invoice(year, name, at.days * _INVOICES // 365 + 40, -(invoice.amount.cents // 4))
    label = f"VIR EMIS {name} REMBT AVOIR {note.numbers[0]}"
    day = (note.since or FIRST) + timedelta(8)
    year.add("refund", year.line(day, note.amount.cents, label), told(note))


def _day(year: Year, invoice: Candidate) -> date:
    return (invoice.due_on or FIRST) + timedelta(year.random.randint(-18, 35))


def _transfer(
    year: Year,
    payer: str,
    invoices: tuple[Candidate, ...],
    *truth: Told,
    day: date | None = None,
    kind: str = "customer",
) -> None:
    on = day or max(_day(year, each) for each in invoices)
    label = _label(year, payer, _reference(year, invoices))
    cents = sum(each.cents for each in truth)
    year.add(kind, year.line(on, cents, label), *truth)


def _label(year: Year, payer: str, reference: str) -> str:
    way = year.random.choice(
        (
            "VIR SEPA RECU /DE {payer} /MOTIF {reference}",
            "VIREMENT EN VOTRE FAVEUR {payer} {reference}",
            "VIR {payer} {reference}",
            "VIR INST {reference} {payer}",
        )
    )
    return way.format(payer=payer, reference=reference)


def _reference(year: Year, invoices: tuple[Candidate, ...]) -> str:
    """Return what a customer writes: the number, mostly, in her own way."""
    roll = year.random.random()
    numbers = [number for each in invoices for number in each.numbers]
    if roll < 0.50:
        return " ".join(numbers)
    if roll < 0.62:
        return " ".join(each.replace("FA2026-", "FA 2026 ") for each in numbers)
    if roll < 0.70:
        return "FACTURE" + "+".join(each.replace("-", "") for each in numbers)
    if roll < 0.78:
        return "FACT " + " ET ".join(each[-6:].lstrip("0") for each in numbers)
    if roll < 0.84:
        return year.random.choice(("FACTURE 2026", "FACTURE", "REGLEMENT 0226", "MERCI"))
    return ""
