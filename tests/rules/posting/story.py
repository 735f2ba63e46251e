"""Sales as the books are told of them, with good defaults."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis.strategies import DrawFn, composite, integers, lists, sampled_from

from merchant_desk.rules.posting.entry import Entry, Party
from merchant_desk.rules.posting.facts import MoneyFact, SaleFact, SoldSum
from merchant_desk.rules.posting.plan import AccountPlan, account_plan
from merchant_desk.rules.vat_lines import PricedLine, from_ttc
from merchant_desk.values.invoice_page import InvoiceKind, InvoiceVatRow
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.vat import SaleCategory, VatTreatment

DAY = date(2026, 11, 20)
CAMILLE = Party("C01", "Camille Roux")
RATES = (2000, 1000, 550, 210)
PLAN: AccountPlan = account_plan(DAY)
Sale = tuple[int, int, LineKind, SaleCategory]
"""Cents with VAT, rate, kind, category."""


def sale(lines: Sequence[Sale] = (), **changes: Any) -> SaleFact:
    """Return an invoice of one article at 12,00 €, unless told otherwise."""
    wanted = lines or ((1200, 2000, LineKind.PRODUCT, SaleCategory.GOODS),)
    treatment = changes.pop("treatment", VatTreatment.NORMAL)
    amounts = from_ttc([PricedLine(Money(cents), rate, treatment) for cents, rate, *_ in wanted])
    facts: dict[str, Any] = {
        "id": b"invoice-1",
        "kind": InvoiceKind.INVOICE,
        "number": "FA2026-000001",
        "day": DAY,
        "issued_on": DAY,
        "party": CAMILLE,
        "sold": tuple(
            SoldSum(kind, category, treatment, rate, each.net, each.ttc)
            for (_cents, rate, kind, category), each in zip(wanted, amounts.lines, strict=True)
        ),
        "rates": tuple(
            InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc, row.treatment)
            for row in amounts.rows
        ),
        "total": amounts.ttc,
        "group": b"order-1",
        **changes,
    }
    return SaleFact(**facts)


def service(cents: int = 1200, **changes: Any) -> SaleFact:
    """Return the invoice of a service."""
    return sale(((cents, 2000, LineKind.PRODUCT, SaleCategory.SERVICES),), **changes)


def paid(cents: int, days: int = 0, **changes: Any) -> MoneyFact:
    """Return a payment by card, some days after the invoice."""
    day = DAY + timedelta(days=days)
    facts: dict[str, Any] = {
        "id": f"payment-{cents}-{days}".encode(),
        "day": day,
        "amount": Money(cents),
        "means": "card",
        "party": CAMILLE,
        "group": b"order-1",
        "piece": "1042",
        "piece_day": day,
        **changes,
    }
    return MoneyFact(**facts)


def balance(entries: Sequence[Entry | None], prefix: str, party: Party | None = None) -> Money:
    """Return debits less credits of the accounts that begin so."""
    return total(
        line.debit - line.credit
        for each in entries
        if each is not None
        for line in each.lines
        if line.account.code.startswith(prefix) and party in {None, line.party}
    )


def sides(entry: Entry | None) -> dict[str, Money]:
    """Return each account of an entry: debit above zero, credit below."""
    assert entry is not None
    return {line.account.code: line.debit - line.credit for line in entry.lines}


def is_balanced(entry: Entry | None) -> bool:
    """Tell whether debits and credits are equal, and each line has one of them."""
    assert entry is not None
    one_side = all(bool(line.debit) != bool(line.credit) for line in entry.lines)
    return one_side and sum(side.cents for side in sides(entry).values()) == 0


@composite
def baskets(draw: DrawFn, smallest: int = 1) -> tuple[Sale, ...]:
    """Any lines a small shop sells."""
    lines = draw(
        lists(
            integers(smallest, 500_000).flatmap(
                lambda cents: sampled_from(RATES).flatmap(
                    lambda rate: sampled_from(list(LineKind)).flatmap(
                        lambda kind: sampled_from([SaleCategory.GOODS, SaleCategory.SERVICES]).map(
                            lambda category: (cents, rate, kind, category)
                        )
                    )
                )
            ),
            min_size=1,
            max_size=8,
        )
    )
    return tuple(lines)
