"""Sales are told by day and category to the cent, in the periods of the law, in a sound file."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.e_reporting.aggregate import (
    daily_payments,
    daily_sales,
    services_paid,
    split_parts,
)
from merchant_desk.rules.e_reporting.flow_10 import flow_10, percent
from merchant_desk.rules.e_reporting.flow_10_check import flow_10_findings
from merchant_desk.rules.e_reporting.periods import period_of, periods_between, rhythms
from merchant_desk.values.e_reporting import (
    Category,
    Declarant,
    ForeignBuyer,
    PaymentTold,
    Regime,
    Report,
    ReportKind,
    ReportPeriod,
    SaleTold,
    SoldPart,
)
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.vat import SaleCategory, VatTreatment

DAY = date(2026, 11, 21)
NOVEMBER = ReportPeriod(
    ReportKind.TRANSACTIONS, date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 10)
)
SHOP = Declarant("732829320", "Maison Lavande & fils", "FR44732829320")
AT = datetime(2026, 12, 1, 8, tzinfo=UTC)
GOODS, SERVICES = SaleCategory.GOODS, SaleCategory.SERVICES
NORMAL = VatTreatment.NORMAL


def part(base: int, rate: int = 2000, **changes: object) -> SoldPart:
    facts = {"category": GOODS, "treatment": NORMAL, "vat": Money(round(base * rate / 10000))}
    return SoldPart(**{**facts, "base": Money(base), "rate_bp": rate, **changes})  # type: ignore[arg-type] # named by the tests


def sale(number: str, *parts: SoldPart, day: date = DAY, **changes: object) -> SaleTold:
    amount = total(each.base + each.vat for each in parts)
    facts = {"kind": InvoiceKind.INVOICE, "issued_on": day, "fiscal_day": day, "total": amount}
    return SaleTold(number=number, parts=parts, **{**facts, **changes})  # type: ignore[arg-type] # as above


def test_sales_of_a_day_are_added_up_by_category_and_rate() -> None:
    told = daily_sales(
        [
            sale("T1", part(1000), part(2000, 550)),
            sale("T2", part(3000), part(500, category=SERVICES)),
            sale("T3", part(700), day=date(2026, 11, 22)),
        ]
    )

    first, services, second = told
    assert (first.category, first.count, first.base, first.vat) == (
        Category.GOODS,
        2,
        Money(6000),
        Money(910),
    )
    assert [(each.rate_bp, each.base) for each in first.rates] == [
        (2000, Money(4000)),
        (550, Money(2000)),
    ]
    assert (services.category, services.count) == (Category.SERVICES, 1)
    assert (second.day, second.base) == (date(2026, 11, 22), Money(700))


def test_a_credit_note_takes_away_and_counts_as_a_transaction() -> None:
    back = replace(part(-1000), vat=Money(-200))

    told = daily_sales([sale("T1", part(1000)), sale("A1", back)])

    assert (told[0].count, told[0].base, told[0].vat) == (2, ZERO, ZERO)


@pytest.mark.parametrize(
    ("treatment", "category"),
    [
        (VatTreatment.FRANCHISE, Category.GOODS),
        (VatTreatment.SECOND_HAND, Category.MARGIN),
        (VatTreatment.ART, Category.MARGIN),
        (VatTreatment.EXPORT, Category.NOT_FRENCH),
    ],
)
def test_what_bears_no_french_vat_is_told_at_rate_zero(
    treatment: VatTreatment, category: Category
) -> None:
    told = daily_sales([sale("T1", part(1000, 0, treatment=treatment))])

    assert (told[0].category, told[0].rates[0].rate_bp, told[0].vat) == (category, 0, ZERO)


def test_the_tax_of_another_state_is_not_told_as_french() -> None:
    belgian = part(1000, 2100, treatment=VatTreatment.OSS, vat=Money(210))

    told = daily_sales([sale("T1", belgian)])

    assert (told[0].category, told[0].base, told[0].vat) == (Category.NOT_FRENCH, Money(1000), ZERO)


def test_a_gift_card_is_no_sale() -> None:
    card = part(5000, 0, treatment=VatTreatment.OUT_OF_SCOPE)
    assert daily_sales([sale("T1", card)]) == ()


_PARTS = st.lists(
    st.builds(
        lambda base, rate, category: part(base, rate, category=category),
        st.integers(1, 10**7),
        st.sampled_from((2000, 1000, 550, 210)),
        st.sampled_from((GOODS, SERVICES)),
    ),
    min_size=1,
    max_size=6,
)


@given(lines=_PARTS, drift=st.integers(-3, 3))
def test_a_rate_shared_over_its_natures_loses_no_cent(lines: list[SoldPart], drift: int) -> None:
    rates = {
        rate: SoldPart(
            GOODS,
            NORMAL,
            rate,
            total(each.base for each in lines if each.rate_bp == rate) + Money(drift),
            total(each.vat for each in lines if each.rate_bp == rate) - Money(drift),
        )
        for rate in {each.rate_bp for each in lines}
    }

    shared = split_parts(lines, list(rates.values()))

    for rate, printed in rates.items():
        own = [each for each in shared if each.rate_bp == rate]
        assert total(each.base for each in own) == printed.base
        assert total(each.vat for each in own) == printed.vat


@given(st.lists(_PARTS, min_size=1, max_size=8))
def test_the_report_adds_up_to_its_documents_and_passes_its_check(
    documents: list[list[SoldPart]],
) -> None:
    sales = [sale(f"T{number}", *parts) for number, parts in enumerate(documents)]
    told = Report(NOVEMBER, sales=daily_sales(sales))

    body = flow_10(told, SHOP, "R-1", AT, replaces=False)

    assert told.base + told.vat == total(each.total for each in sales)
    assert flow_10_findings(body) == ()


def test_a_payment_is_told_for_its_services_only() -> None:
    parts = (part(10000), part(5000, 1000, category=SERVICES))

    assert services_paid(Money(17500), parts) == ((1000, Money(5500)),)
    assert services_paid(Money(-17500), parts) == ((1000, Money(-5500)),)
    assert services_paid(Money(100), ()) == ()


def test_payments_of_consumers_are_added_up_by_day_and_those_abroad_stay_apart() -> None:
    told = daily_payments(
        [
            PaymentTold(DAY, ((2000, Money(120)),)),
            PaymentTold(DAY, ((2000, Money(240)), (550, Money(100)))),
            PaymentTold(DAY, ((2000, Money(50)),), "F-1", DAY),
        ]
    )

    assert [(each.number, each.rates) for each in told] == [
        ("F-1", ((2000, Money(50)),)),
        ("", ((2000, Money(360)), (550, Money(100)))),
    ]


@pytest.mark.parametrize(
    ("regime", "kind", "day", "first", "last", "due"),
    [
        ("monthly", "transactions", "2026-11-05", "2026-11-01", "2026-11-10", "2026-11-20"),
        ("monthly", "transactions", "2026-11-20", "2026-11-11", "2026-11-20", "2026-11-30"),
        ("monthly", "transactions", "2027-02-25", "2027-02-21", "2027-02-28", "2027-03-10"),
        ("monthly", "payments", "2026-12-25", "2026-12-01", "2026-12-31", "2027-01-10"),
        ("quarterly", "transactions", "2026-11-21", "2026-11-01", "2026-11-30", "2026-12-10"),
        ("simplified", "transactions", "2026-11-21", "2026-11-01", "2026-11-30", "2026-12-25"),
        ("franchise", "transactions", "2026-12-21", "2026-11-01", "2026-12-31", "2027-01-25"),
        ("franchise", "payments", "2027-02-28", "2027-01-01", "2027-02-28", "2027-03-25"),
    ],
)
def test_periods_and_their_due_days(
    regime: str, kind: str, day: str, first: str, last: str, due: str
) -> None:
    found = period_of(Regime(regime), ReportKind(kind), date.fromisoformat(day))

    assert (str(found.first), str(found.last), str(found.due_on)) == (first, last, due)


@pytest.mark.parametrize("regime", list(Regime))
@pytest.mark.parametrize("kind", list(ReportKind))
def test_periods_follow_one_another_without_gap(regime: Regime, kind: ReportKind) -> None:
    found = periods_between(regime, kind, date(2026, 1, 1), date(2028, 12, 31))

    days = [day.toordinal() for each in found for day in (each.first, each.last)]
    assert found[0].first == date(2026, 1, 1)
    assert found[-1].last == date(2028, 12, 31)
    assert all(after - before == 1 for before, after in zip(days[1::2], days[2::2], strict=False))
    assert all(each.due_on > each.last for each in found)


def test_every_rhythm_names_its_source() -> None:
    assert {(each.regime, each.kind) for each in rhythms()} == {
        (regime, kind) for regime in Regime for kind in ReportKind
    }
    assert all("CGI" in each.source for each in rhythms())


ABROAD = sale(
    "FAA2026-000007",
    part(20000, 0, treatment=VatTreatment.INTRA_EU),
    foreign=ForeignBuyer("Zeep <BV>", "NL", "NL 123456789B01"),
    delivered_on=date(2026, 11, 20),
    due_on=date(2026, 12, 21),
)


def test_a_sale_abroad_is_told_by_itself() -> None:
    body = flow_10(Report(NOVEMBER, foreign=(ABROAD,)), SHOP, "R-1", AT, replaces=False)

    assert flow_10_findings(body) == ()
    assert '<CompanyId schemeId="0223">NL123456789B01</CompanyId>' in body
    assert "<TaxExemptionReasonCode>VATEX-EU-IC</TaxExemptionReasonCode>" in body
    assert "<ID>B1</ID>" in body


def test_a_credit_note_abroad_is_positive_under_its_own_type() -> None:
    back = replace(
        ABROAD,
        kind=InvoiceKind.CREDIT_NOTE,
        corrects=("FAA2026-000007", DAY),
        parts=(part(-20000, 0, treatment=VatTreatment.EXPORT),),
        foreign=ForeignBuyer("Soap Ltd", "GB", "GB999999973"),
    )

    body = flow_10(Report(NOVEMBER, foreign=(back,)), SHOP, "R-1", AT, replaces=True)

    assert flow_10_findings(body) == ()
    assert "<TypeCode>381</TypeCode>" in body
    assert "<TaxExclusiveAmount>200.00</TaxExclusiveAmount>" in body
    assert '<CompanyId schemeId="0227">GBSoap Ltd</CompanyId>' in body
    assert "<TypeCode>RE</TypeCode>" in body


BODY = flow_10(
    Report(NOVEMBER, sales=daily_sales([sale("T1", part(1000))]), foreign=(ABROAD,)),
    SHOP,
    "R-1",
    AT,
    replaces=False,
)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("<TypeCode>IN</TypeCode>", "<TypeCode>XX</TypeCode>"),
        ("<Date>20261121</Date>", "<Date>20261221</Date>"),
        ("<Date>20261121</Date>", "<Date>21/11/2026</Date>"),
        ("<CategoryCode>TLB1</CategoryCode>", "<CategoryCode>TLB9</CategoryCode>"),
        ("<TaxPercent>20</TaxPercent>", "<TaxPercent>21</TaxPercent>"),
        ("<TaxableAmount>10.00</TaxableAmount>", "<TaxableAmount>10.01</TaxableAmount>"),
        ("<TaxableAmount>200.00</TaxableAmount>", "<TaxableAmount>200</TaxableAmount>"),
        ("<TransactionsCount>1</TransactionsCount>", "<TransactionsCount>0</TransactionsCount>"),
        ("<TransactionsCurrency>EUR</TransactionsCurrency>", ""),
        ("<ReportDocument>", "<ReportDocument><Id>2</Id>"),
        ("</Report>", "<Plus>1</Plus></Report>"),
        ("</Report>", ""),
        ("<Report>", "<!DOCTYPE Report []><Report>"),
    ],
)
def test_each_rule_catches_its_broken_twin(sound: str, broken: str) -> None:
    assert flow_10_findings(BODY) == ()
    assert flow_10_findings(BODY.replace(sound, broken)) != ()


def test_rates_are_written_without_useless_zeros() -> None:
    assert [percent(each) for each in (2000, 550, 105, 0, 90)] == ["20", "5.5", "1.05", "0", "0.9"]
