"""What an invoice states: to whom, under which VAT, what is paid, by when, and its number."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.documents.invoice import render
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address, Delivery, RemoteCustomer, RemoteLine, RemoteState
from merchant_desk.values.vat import VatTreatment
from tests.makers import remote_line, remote_order
from tests.operations.invoice_desk import InvoiceDesk, invoice_desk

HOME = Address(name="Camille Roux", line1="3 place du Marché", postcode="69001", city="Lyon")
BRUSSELS = Address(
    name="Élise Janssens", line1="Rue Haute 22", postcode="1000", city="Bruxelles", country="BE"
)
GENEVA = Address(
    name="Luc Favre", line1="Rue du Rhône 1", postcode="1204", city="Genève", country="CH"
)
SAINT_DENIS = replace(HOME, postcode="97400", city="Saint-Denis")
GUEST = RemoteCustomer("", "Camille Roux", "camille@example.com", "0600000000")
FIRM = replace(GUEST, company="Gîtes Roux", siren="732829320", vat_number="FR44732829320")
AT_FIRM = replace(HOME, company="Gîtes Roux")
UNTAXED = remote_line(rate_bp=0, vat=ZERO)


def _shipped(desk: InvoiceDesk, *lines: RemoteLine, number: str = "1", **changes: Any) -> OrderId:
    order_id = desk.receive(remote_order(number, *lines, **changes))
    desk.ship(order_id)
    return order_id


def _invoiced(desk: InvoiceDesk, *lines: RemoteLine, **changes: Any) -> InvoicePage:
    return desk.pages(_shipped(desk, *lines, **changes))[0]


def _mentions(page: InvoicePage) -> set[str]:
    return {mention.key for mention in page.mentions}


def test_the_invoice_is_made_out_to_the_buyer_of_the_order_not_of_a_later_one(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        first = desk.receive(remote_order("1", customer=FIRM, billing=AT_FIRM))
        desk.receive(remote_order("2", customer=GUEST))
        desk.ship(first)

        buyer = desk.pages(first)[0].buyer

        assert (buyer.siren, buyer.vat_number, buyer.is_business) == (
            FIRM.siren,
            "FR44732829320",
            True,
        )
        assert buyer.email == "camille@example.com"


def test_a_private_order_is_not_turned_into_a_firm_s_by_a_later_one(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        first = desk.receive(remote_order("1", customer=GUEST))
        desk.receive(remote_order("2", customer=FIRM, billing=AT_FIRM))
        desk.ship(first)

        page = desk.pages(first)[0]

        assert (page.buyer.is_business, page.buyer.siren) == (False, "")
        assert "recovery_indemnity" not in _mentions(page)


@pytest.mark.parametrize(
    ("delivery", "means"),
    [(Delivery.HOME, "Paiement à la livraison"), (Delivery.RESERVED, "Paiement en boutique")],
)
def test_what_is_not_paid_yet_is_due(
    database: Database, gesture: Gesture, delivery: Delivery, means: str
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)

        page = _invoiced(desk, delivery=delivery, payment_means=means, paid_at=None)

        assert (page.payments, page.paid, page.ttc) == ((), ZERO, Money(590))
        assert b"acquitt" not in render(page)


def test_a_total_raised_after_the_payment_leaves_the_difference_due(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", remote_line(quantity=2)))
        desk.receive(remote_order("1", remote_line(quantity=3)))
        desk.ship(order_id, [1])
        desk.ship(order_id)

        first, last = desk.pages(order_id)

        assert (first.ttc, first.paid) == (Money(590), Money(590))
        assert (last.ttc, last.paid) == (Money(1180), Money(590))


@pytest.mark.parametrize(
    ("paid_at", "due_on"),
    [(datetime(2026, 11, 20, tzinfo=UTC), date(2026, 11, 21)), (None, date(2026, 12, 21))],
)
def test_a_business_is_told_by_when_it_pays(
    database: Database, gesture: Gesture, paid_at: datetime | None, due_on: date
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)

        page = _invoiced(desk, customer=FIRM, billing=AT_FIRM, paid_at=paid_at)

        assert page.due_on == due_on
        assert {"due_date", "discount", "late_penalty", "recovery_indemnity"} <= _mentions(page)


def test_a_consumer_is_told_no_terms_of_business(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        page = _invoiced(invoice_desk(session, gesture), paid_at=None)

        assert page.due_on is None
        assert not {"due_date", "late_penalty", "recovery_indemnity"} & _mentions(page)


@pytest.mark.parametrize(
    ("changes", "treatment", "mention"),
    [
        ({"shipping": GENEVA, "billing": GENEVA}, VatTreatment.EXPORT, "export"),
        ({"shipping": SAINT_DENIS}, VatTreatment.EXPORT, "export"),
        (
            {
                "shipping": BRUSSELS,
                "billing": BRUSSELS,
                "customer": replace(GUEST, vat_number="BE0428759497"),
            },
            VatTreatment.INTRA_EU,
            "intra_eu",
        ),
    ],
)
def test_a_sale_without_vat_says_under_which_article(
    database: Database,
    gesture: Gesture,
    changes: dict[str, Any],
    treatment: VatTreatment,
    mention: str,
) -> None:
    with database.write() as session:
        page = _invoiced(invoice_desk(session, gesture), UNTAXED, **changes)

        assert [(row.treatment, row.vat) for row in page.vat_rows] == [(treatment, ZERO)]
        assert mention in _mentions(page)
        assert page.ttc == Money(590)


def test_a_shop_in_franchise_charges_no_vat_and_says_why(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        _set_franchise(session)

        page = _invoiced(desk, UNTAXED)

        assert "franchise" in _mentions(page)
        assert (page.vat, page.charges_vat) == (ZERO, False)


def _set_franchise(session: Session) -> None:
    session.execute(update(ShopProfile).values(vat_treatment=VatTreatment.FRANCHISE))
    session.flush()


@pytest.mark.parametrize(
    ("lines", "changes", "words"),
    [
        ((UNTAXED,), {}, "Aucune TVA comptée"),
        ((UNTAXED,), {"shipping": BRUSSELS}, "numéro de TVA européen"),
        ((), {"shipping": BRUSSELS, "tax_countries": ("BE",)}, "OSS"),
        ((), {"shipping": GENEVA}, "exonérée"),
        ((), {"shipping": SAINT_DENIS}, "exonérée"),
        ((), {"billing": replace(HOME, line1=""), "shipping": Address()}, "adresse du client"),
    ],
)
def test_an_order_that_could_not_be_invoiced_right_waits_from_its_arrival(
    database: Database,
    gesture: Gesture,
    lines: tuple[RemoteLine, ...],
    changes: dict[str, Any],
    words: str,
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", *lines, **changes))

        assert words in session.scalars(select(Order.blocked_reason)).one()
        with pytest.raises(RefusedError, match="n’a pas été ouvert"):
            desk.ship(order_id)
        assert desk.pages(order_id) == []


def test_an_order_corrected_in_the_shop_is_free_again(database: Database, gesture: Gesture) -> None:
    waiting = {"state": RemoteState.ON_HOLD, "state_word": "on-hold"}
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", UNTAXED, **waiting))
        desk.receive(remote_order("1", remote_line(), **waiting))

        assert session.scalars(select(Order.blocked_reason)).one() == ""
        desk.receive(remote_order("1", remote_line()))
        desk.ship(order_id)
        assert [row.rate_bp for row in desk.pages(order_id)[0].vat_rows] == [2000]


def test_a_profile_filled_in_later_is_still_asked_before_packing(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1"))
        _set_franchise(session)

        with pytest.raises(RefusedError, match="n’a pas été ouvert") as refused:
            open_parcel(session, gesture, order_id)

        assert "franchise" in refused.value.advice


def test_a_parcel_opened_before_the_regime_changed_is_not_invoiced_wrong(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1"))
        open_parcel(session, gesture, order_id)
        _set_franchise(session)

    with (
        database.write() as session,
        pytest.raises(RefusedError, match="facture n’a pas été émise"),
    ):
        replace(desk, session=session).ship(order_id)


@pytest.mark.parametrize("delivery", [Delivery.COLLECT, Delivery.RESERVED])
def test_what_is_collected_has_no_place_of_delivery(
    database: Database, gesture: Gesture, delivery: Delivery
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)

        page = _invoiced(desk, delivery=delivery, shipping=Address(), billing=HOME)

        assert page.delivery_address is None


def test_a_swiss_who_collects_in_the_shop_pays_french_vat(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)

        page = _invoiced(desk, delivery=Delivery.COLLECT, billing=GENEVA, shipping=GENEVA)

        assert [row.treatment for row in page.vat_rows] == [VatTreatment.NORMAL]
