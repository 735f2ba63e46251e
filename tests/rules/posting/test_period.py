"""The entries of a period: in order, numbered without a gap, the same whenever they are asked."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis.strategies import lists, randoms

from merchant_desk.rules.posting.facts import SaleFact
from merchant_desk.rules.posting.period import PeriodFacts, numbered_entries, within
from merchant_desk.rules.posting.settlement import settlements
from merchant_desk.rules.sales_journal import sales_journal
from merchant_desk.rules.vat_summary import VatSection, vat_summary
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.vat import VatTreatment
from tests.rules.posting.story import DAY, PLAN, Sale, balance, baskets, paid, sale, service

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def _several(told: list[tuple[Sale, ...]]) -> tuple[SaleFact, ...]:
    return tuple(
        sale(
            lines,
            id=bytes([n]),
            number=f"FA2026-{n:06d}",
            group=bytes([n]),
            day=DAY + timedelta(days=n),
        )
        for n, lines in enumerate(told)
    )


@given(told=lists(baskets(), min_size=1, max_size=6), shuffled=randoms())
def test_the_same_facts_give_the_same_numbers_in_any_order(
    told: list[tuple[Sale, ...]], shuffled: object
) -> None:
    documents = _several(told)
    mixed = list(documents)
    shuffled.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis types its randoms as object

    first = numbered_entries(PLAN, PeriodFacts(sales=documents))
    second = numbered_entries(PLAN, PeriodFacts(sales=tuple(mixed)))

    assert first == second
    assert [each.number for each in first] == list(range(1, len(documents) + 1))
    assert all(one.entry.day <= other.entry.day for one, other in pairwise(first))


def test_a_month_keeps_the_numbers_of_its_year() -> None:
    documents = (
        sale(number="F1", day=date(2026, 10, 31)),
        sale(number="F2", day=date(2026, 11, 1)),
        sale(number="F3", day=date(2026, 11, 30)),
    )
    numbered = numbered_entries(PLAN, PeriodFacts(sales=documents))

    november = within(numbered, date(2026, 11, 1), date(2026, 11, 30))

    assert [(each.number, each.entry.piece) for each in november] == [(2, "F2"), (3, "F3")]


def test_numbers_begin_anew_with_the_financial_year() -> None:
    documents = (
        sale(number="F1", day=date(2026, 3, 31)),
        sale(number="F2", day=date(2026, 4, 1)),
    )

    numbered = numbered_entries(PLAN, PeriodFacts(sales=documents), first_month=4)

    assert [each.number for each in numbered] == [1, 1]


@given(told=lists(baskets(), min_size=1, max_size=5))
def test_the_vat_summary_is_the_vat_of_the_accounts_and_of_the_journal(
    told: list[tuple[Sale, ...]],
) -> None:
    documents = _several(told)
    money = tuple(paid(each.total.cents, 90, group=each.group) for each in documents[::2])
    parts = tuple(each for each in settlements(documents, money) if each.document.vat_waits)
    facts = PeriodFacts(sales=documents, money=money, settled=parts)
    last = DAY + timedelta(days=120)

    summary = vat_summary(facts, DAY, last)
    entries = [each.entry for each in numbered_entries(PLAN, facts)]
    journal = sales_journal(facts, DAY, last)

    assert summary.collected == -balance(entries, "44571")
    waiting = -balance(entries, "44574")
    assert summary.collected + waiting == journal.vat
    assert journal.total == total(each.total for each in documents)


def test_a_service_is_in_the_summary_of_the_month_it_is_paid_in() -> None:
    document = service(12000)
    parts = settlements([document], [paid(6000, 0), paid(6000, 40)])
    facts = PeriodFacts(sales=(document,), settled=parts)

    november = vat_summary(facts, date(2026, 11, 1), date(2026, 11, 30))
    december = vat_summary(facts, date(2026, 12, 1), date(2026, 12, 31))

    for month in (november, december):
        (row,) = month.rows
        assert (row.section, row.base, row.vat) == (
            VatSection.SERVICES,
            Money(5000),
            Money(1000),
        )


def test_each_treatment_has_its_part_of_the_summary() -> None:
    treatments = {
        VatTreatment.FRANCHISE: VatSection.FRANCHISE,
        VatTreatment.INTRA_EU: VatSection.INTRA_EU,
        VatTreatment.EXPORT: VatSection.EXPORT,
        VatTreatment.REVERSE_CHARGE: VatSection.REVERSE_CHARGE,
        VatTreatment.SECOND_HAND: VatSection.MARGIN,
        VatTreatment.OUT_OF_SCOPE: VatSection.OUT_OF_SCOPE,
    }
    for treatment, section in treatments.items():
        line = (5000, 0, sale().sold[0].kind, sale().sold[0].category)
        facts = PeriodFacts(sales=(sale((line,), treatment=treatment),))

        (row,) = vat_summary(facts, *YEAR).rows

        assert (row.section, row.base, row.vat) == (section, Money(5000), ZERO)


def test_the_journal_lists_a_ticket_told_again_and_counts_it_once() -> None:
    told_again = sale(number="F2", details=True)
    ticket = sale(number="T1", kind=InvoiceKind.TICKET)

    journal = sales_journal(PeriodFacts(sales=(ticket, told_again)), *YEAR)

    assert [(row.number, row.total) for row in journal.rows] == [
        ("F2", ZERO),
        ("T1", Money(1200)),
    ]
