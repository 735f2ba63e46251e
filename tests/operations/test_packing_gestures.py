"""What a code can mean at the packing station, and what every gesture leaves behind."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan, Shortage
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import ShopIdentityMissingError, open_parcel
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.split_parcel import split_parcel
from merchant_desk.operations.unscan_item import unscan_last
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.key_layouts import GS
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import ParcelState, ScanOutcome
from tests import makers
from tests.makers import remote_line, remote_order
from tests.operations.packing_bench import CANDLE, SOAP, packing_bench


def test_a_carton_code_counts_all_its_units(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=8))
        bench.name_code("CARTON-6", bench.soap, 6)

        answer = bench.scan("carton-6")

        assert (answer.outcome, answer.packed, answer.wanted) == (ScanOutcome.ADDED, 6, 8)
        assert "Lot de 6" in answer.title


@pytest.mark.parametrize("code", [CANDLE, "BOU-MIE-120"])
def test_a_wrong_variant_is_called_by_what_tells_it_from_the_right_one(
    database: Database, gesture: Gesture, code: str
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=8))
        variant = update(Product).where(Product.id == bench.candle)
        session.execute(variant.values(name="T-shirt Cigale", option_text="Écru, L"))

        answer = bench.scan(code)

        assert answer.outcome is ScanOutcome.WRONG
        assert answer.meant is not None
        assert answer.meant.name == "T-shirt Cigale, Écru, L"
        assert session.scalars(select(ParcelScan.label)).all() == ["T-shirt Cigale, Écru, L"]


def test_a_missing_variant_is_called_by_its_whole_name(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=2))
        session.execute(update(Product).values(name="T-shirt Cigale", option_text="Écru, L"))

        said = report_missing(session, bench.later(), bench.parcel, bench.line_of(bench.soap))

        assert said.product == "T-shirt Cigale, Écru, L"


def test_a_carton_with_more_than_is_left_is_refused_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=8))
        bench.name_code("CARTON-6", bench.soap, 6)
        bench.scan("CARTON-6")

        answer = bench.scan("CARTON-6")

        assert (answer.outcome, answer.packed) == (ScanOutcome.TOO_MANY, 6)
        assert "il n’en reste que 2" in answer.advice
        assert bench.packed() == [6]


def test_a_carton_shared_by_two_lines_is_taken_back_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        lines = (remote_line(quantity=2), remote_line(quantity=5, remote_id="again"))
        bench = packing_bench(session, gesture, *lines)
        bench.name_code("CARTON-6", bench.soap, 6)
        bench.scan("CARTON-6")
        assert bench.packed() == [2, 4]

        undone = unscan_last(session, bench.later(), bench.parcel)

        assert undone.units == 6
        assert bench.packed() == [0, 0]


def test_a_code_of_two_products_asks_even_when_only_one_is_wanted(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line("BOU-MIE-120", 2))
        for product in (bench.soap, bench.candle):
            bench.name_code("PROMO", product)

        asked = bench.scan("PROMO")

        assert asked.outcome is ScanOutcome.AMBIGUOUS
        assert [each.product_id for each in asked.choices] == [bench.candle, bench.soap]
        assert bench.packed() == [0]
        assert bench.scan("PROMO", bench.soap).outcome is ScanOutcome.WRONG
        assert bench.scan("PROMO", bench.candle).outcome is ScanOutcome.ADDED


def test_a_data_matrix_keeps_its_lot_and_its_last_day(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=2))

        answer = bench.scan(f"010{SOAP}17271231" + f"10L2041{GS}")

        assert (answer.lot, answer.expiry) == ("L2041", date(2027, 12, 31))
        kept = session.execute(select(ParcelScan.lot, ParcelScan.expiry, ParcelScan.code)).one()
        assert tuple(kept) == ("L2041", "2027-12-31", SOAP)


def test_a_logistic_symbol_counts_what_it_says_it_contains(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=4))

        answer = bench.scan(f"(02)0{SOAP}(37)3")

        assert (answer.outcome, answer.packed) == (ScanOutcome.ADDED, 3)


def test_a_sku_typed_in_small_letters_is_counted(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=2))

        assert bench.scan("sav-lav-100").outcome is ScanOutcome.ADDED


def test_a_missing_article_found_after_all_is_told_then_undone_then_counted(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(), remote_line("BOU-MIE-120"))
        report_missing(session, bench.later(), bench.parcel, bench.line_of(bench.candle))

        told = bench.scan(CANDLE)
        undone = unscan_last(session, bench.later(), bench.parcel)
        counted = bench.scan(CANDLE)

        assert told.outcome is ScanOutcome.WRONG
        assert "signalé manquant" in told.title
        assert undone.was_missing
        assert counted.outcome is ScanOutcome.ADDED
        assert session.scalars(select(Shortage.settled_at)).one() is not None


def test_the_rest_of_a_split_order_goes_on_in_a_second_parcel(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=2), remote_line("BOU-MIE-120"))
        bench.scan(SOAP)

        split = split_parcel(session, bench.later(), bench.parcel)

        assert split.closed.parcel_number == 1
        assert split.opened.order_id == bench.order
        wanted = select(ParcelLine.wanted).where(ParcelLine.parcel_id == split.opened.parcel_id)
        assert sorted(session.scalars(wanted)) == [1, 1]
        assert len(session.scalars(select(Invoice.id)).all()) == 1


def test_an_empty_parcel_is_never_split_off(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)

        with pytest.raises(RefusedError, match="vide"):
            split_parcel(session, bench.later(), bench.parcel)


def test_the_last_scan_of_a_closed_parcel_cannot_be_taken_back(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        bench.scan(SOAP)

        with pytest.raises(RefusedError, match="fermé et facturé"):
            unscan_last(session, bench.later(), bench.parcel)


def test_without_the_shops_identity_no_parcel_opens(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_product(session)
        shop = makers.make_shop(session)
        order = accept_order(session, gesture, shop, remote_order("1042")).order_id

        with pytest.raises(ShopIdentityMissingError, match="identité de la boutique"):
            open_parcel(session, gesture, order)


def test_a_last_scan_whose_invoice_is_refused_leaves_everything_as_it_was(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        session.execute(update(Order).values(billing="{}", shipping="{}"))
        moves = len(session.scalars(select(StockMove.id)).all())

    with database.write() as again:
        bench.session = again
        with pytest.raises(RefusedError, match="facture n’a pas été émise"):
            bench.scan(SOAP)
        again.rollback()

    with database.read() as session:
        assert len(session.scalars(select(StockMove.id)).all()) == moves
        assert session.scalars(select(Parcel.state)).one() is ParcelState.OPEN
        assert session.scalars(select(ParcelLine.packed)).one() == 0
        assert session.scalars(select(Invoice.id)).all() == []


def test_scans_at_the_same_instant_are_all_kept(database: Database, gesture: Gesture) -> None:
    still = Gesture(datetime(2026, 11, 21, 9, 30, tzinfo=UTC), "Camille", gesture.station_id)
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=5))
        for _time in range(3):
            scan_at_packing(session, still, bench.parcel, scan_of_text(SOAP, still.at))

        assert bench.packed() == [3]
        assert len(session.scalars(select(ParcelScan.id)).all()) == 3
