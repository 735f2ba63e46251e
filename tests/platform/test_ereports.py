"""A report is built from the ledgers, agrees with them to the cent, and is replaced by the next."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from merchant_desk.cli.command import Counter
from merchant_desk.cli.e_reporting import EREPORTING
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.lanes import Lanes
from merchant_desk.models.platform import Ereport
from merchant_desk.operations.build_ereport import build_ereport, flow_type_of
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.queue_flow import queue_ereport
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.ereports import ereport_body, ereports, regime_of, report_now
from merchant_desk.queries.reconcile_ereport import reconcile_ereport
from merchant_desk.rules.e_reporting.periods import period_of
from merchant_desk.values.e_reporting import Category, Regime, ReportKind, ReportPeriod
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, InvoiceId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.platform_flows import FlowType
from merchant_desk.values.remote import Address
from merchant_desk.values.settings import E_REPORTING_REGIME
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory
from tests import makers
from tests.issued import COMPANY, issued, paid

TODAY = date(2026, 11, 21)
PERSON = Buyer(Address(name="Jeanne Martin", line1="3 rue X", postcode="69003", city="Lyon"))
MIXED = InvoiceDraft(
    InvoiceKind.INVOICE,
    PERSON,
    (
        DraftLine("Savon", 3, UnitPrice(4_500_000), 2000),
        DraftLine("Gravure", 1, UnitPrice(9_990_000), 2000, category=SaleCategory.SERVICES),
        DraftLine("Miel", 2, UnitPrice(8_250_000), 550),
    ),
)


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[Session]:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        yield session


def sales_of(day: date = TODAY, regime: Regime = Regime.QUARTERLY) -> ReportPeriod:
    return period_of(regime, ReportKind.TRANSACTIONS, day)


def sell(session: Session, gesture: Gesture, draft: InvoiceDraft = MIXED) -> InvoiceId:
    return issue_document(session, gesture, DraftId(new_id()), draft).invoice_id


def test_a_mixed_invoice_is_told_as_goods_and_as_services(desk: Session, gesture: Gesture) -> None:
    sell(desk, gesture)

    told = report_now(desk, sales_of())

    assert [(each.category, each.count) for each in told.sales] == [
        (Category.GOODS, 1),
        (Category.SERVICES, 1),
    ]
    assert told.base + told.vat == Money(1350 + 999 + 1650)
    assert told.sales[1].base + told.sales[1].vat == Money(999)


def test_e_invoices_deposits_and_details_of_tickets_are_not_told_again(
    desk: Session, gesture: Gesture
) -> None:
    ticket = issued(desk, gesture, 1200, kind=InvoiceKind.TICKET, who=PERSON)
    issued(desk, gesture, 1200, details_id=ticket, who=PERSON)
    deposit = issued(desk, gesture, 5000, kind=InvoiceKind.DEPOSIT, who=PERSON)
    back = InvoiceKind.CREDIT_NOTE
    issued(desk, gesture, -5000, kind=back, corrects_id=deposit, who=PERSON)
    issued(desk, gesture, 99000, who=COMPANY)

    told = report_now(desk, sales_of())

    assert (told.base + told.vat, told.sales[0].count) == (Money(1200), 1)


def test_a_business_abroad_is_told_by_invoice(desk: Session, gesture: Gesture) -> None:
    abroad = replace(COMPANY, siren="", vat_number="NL1", address=Address("", "Zeep", country="NL"))
    issued(desk, gesture, 2400, who=abroad)

    told = report_now(desk, sales_of())

    assert [(each.number, each.foreign and each.foreign.country) for each in told.foreign] == [
        (told.foreign[0].number, "NL")
    ]
    assert flow_type_of(told) is FlowType.FOREIGN_SALES


def test_a_report_built_twice_is_one_and_a_new_sale_replaces_it(
    desk: Session, gesture: Gesture
) -> None:
    sell(desk, gesture)
    first = build_ereport(desk, gesture, sales_of())
    same = build_ereport(desk, gesture, sales_of())
    sell(desk, gesture)
    second = build_ereport(desk, gesture, sales_of())

    assert (same.again, same.ereport_id) == (True, first.ereport_id)
    assert (second.again, second.version) == (False, 2)
    assert "<TypeCode>IN</TypeCode>" in ereport_body(desk, first.ereport_id)
    assert "<TypeCode>RE</TypeCode>" in ereport_body(desk, second.ereport_id)
    assert [each.version for each in ereports(desk)] == [2, 1]


def test_a_report_that_was_built_cannot_be_changed(desk: Session, gesture: Gesture) -> None:
    sell(desk, gesture)
    built = build_ereport(desk, gesture, sales_of())

    desk.get_one(Ereport, built.ereport_id).body = "<Report/>"
    with pytest.raises(Exception, match="append-only"):
        desk.flush()
    desk.rollback()


def test_a_shop_without_siren_builds_no_report(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        makers.make_station(session, gesture)
        with pytest.raises(RefusedError, match="SIREN"):
            build_ereport(session, gesture, sales_of())


def test_what_is_told_is_what_was_sold_and_booked(desk: Session, gesture: Gesture) -> None:
    sell(desk, gesture)
    sell(desk, gesture, replace(MIXED, buyer=COMPANY, due_on=TODAY + timedelta(days=30)))

    compared = reconcile_ereport(desk, gesture.station_id, sales_of(), TODAY)

    assert compared.holds
    assert (compared.reported, compared.invoiced) == (Money(3999), Money(3999))
    assert compared.documents == Money(7998)
    assert compared.booked == compared.documents_net
    assert {each.against for each in compared.differences} == {"closings"}
    assert all("n’est pas encore clos" in each.reason for each in compared.differences)


def test_services_are_told_when_they_are_paid(desk: Session, gesture: Gesture) -> None:
    invoice_id = sell(desk, gesture)
    paid(desk, gesture, 3999, invoice_id=invoice_id)
    goods = issued(desk, gesture, 1200, who=PERSON)
    paid(desk, gesture, 1200, invoice_id=goods)

    told = report_now(desk, period_of(Regime.QUARTERLY, ReportKind.PAYMENTS, TODAY))

    assert [(each.paid_on, each.rates) for each in told.payments] == [
        (TODAY, ((2000, Money(999)),))
    ]
    assert flow_type_of(told) is FlowType.DAILY_PAYMENTS


def test_on_debits_no_payment_is_told(desk: Session, gesture: Gesture) -> None:
    paid(desk, gesture, 3999, invoice_id=sell(desk, gesture))
    period = period_of(Regime.QUARTERLY, ReportKind.PAYMENTS, TODAY)

    assert report_now(desk, period, on_debits=True).payments == ()


def test_a_report_is_queued_once_for_the_platform(desk: Session, gesture: Gesture) -> None:
    sell(desk, gesture)
    built = build_ereport(desk, gesture, sales_of())

    queued = queue_ereport(desk, gesture, built.ereport_id, flow_type_of(built.report))
    again = queue_ereport(desk, gesture, built.ereport_id, flow_type_of(built.report))

    assert (again.again, again.flow_id) == (True, queued.flow_id)
    assert ereports(desk)[0].sent == "waiting"


def test_the_rhythm_she_chose_is_used(desk: Session, gesture: Gesture) -> None:
    assert regime_of(desk, gesture.station_id) is Regime.QUARTERLY

    save_setting(desk, gesture, E_REPORTING_REGIME, "monthly")

    assert regime_of(desk, gesture.station_id) is Regime.MONTHLY


@pytest.fixture
def counter(sqlite_database: Database, gesture: Gesture, tmp_path: Any) -> Iterator[Counter]:
    with sqlite_database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        sell(session, gesture)
    lanes = Lanes(sqlite_database)
    yield Counter(lanes, gesture.station_id, "Camille", tmp_path, as_json=True)
    lanes.close()


def test_the_command_builds_compares_and_writes(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--json", "fiscal", "ereporting", "--period", "2026-11", "--to", str(counter.folder)]

    code = run(parser((EREPORTING,)).parse_args(asked), lambda _a: counter, {})

    told = json.loads(capsys.readouterr().out)
    sales = told["reports"][0]
    assert code == 0
    assert (sales["base_cents"] + sales["vat_cents"], sales["reconciled"]["holds"]) == (3999, True)
    assert len(list(counter.folder.glob("e-reporting-*.xml"))) == 2


def test_a_period_that_is_none_is_refused(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["fiscal", "ereporting", "--period", "novembre"]

    code = run(parser((EREPORTING,)).parse_args(asked), lambda _a: counter, {})

    assert code == 2
    assert "novembre\u00a0» n’existe pas" in capsys.readouterr().err
