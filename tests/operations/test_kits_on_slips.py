"""Slips say which articles belong to a kit, so that they are laid together."""

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.documents import packing_slip, picking_slip
from merchant_desk.models.parcel import Parcel, Wave
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.slips import orders_slip, parcel_slip, wave_slip
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.slips import KitShare
from tests.documents.reading import whole_text
from tests.makers import remote_line
from tests.operations.kit_bench import KIT_SKU, kit_bench, kit_line

_KIT = KitShare(f"Article {KIT_SKU}")
_PART = KitShare(f"Article {KIT_SKU}", 4)


def test_the_slip_of_an_order_marks_the_parts_of_its_kit(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(2), remote_line("SAV-LAV-100", 1))

        slip = orders_slip(session, [order], gesture.at).slips[0]

        assert {(line.sku, line.quantity, line.kits) for line in slip.lines} == {
            ("BOU-MIE-120", 2, (_KIT,)), ("SAV-LAV-100", 4, (_KIT,)), ("SAV-LAV-100", 1, ()),
        }  # fmt: skip
        printed = whole_text(packing_slip.render(slip))
        assert printed.count("Dans le kit « Article COF-PRO »") == 2


def test_a_wave_says_which_articles_are_for_one_kit_only(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        orders = [
            bench.receive(kit_line(1)),
            bench.receive(kit_line(1), number="1043"),
            bench.receive(kit_line(2), remote_line("SAV-LAV-100", 1), number="1044"),
        ]
        make_wave(session, bench.later(), orders)
        wave = session.scalars(select(Wave.id)).one()

        batch = wave_slip(session, wave, gesture.at)

        assert {line.sku: line.kits for line in batch.pick_lines} == {
            "BOU-MIE-120": (_KIT,), "SAV-LAV-100": (),
        }  # fmt: skip
        of_last = {line.sku: line.kits for line in batch.slips[-1].lines}
        assert of_last == {"BOU-MIE-120": (_KIT,), "SAV-LAV-100": (_PART,)}
        printed = whole_text(picking_slip.render(batch))
        assert "Dans le kit" in printed
        assert "Dont 4 dans le kit" in printed


def test_the_customer_reads_which_articles_are_her_kit(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(1), remote_line("SAV-LAV-100", 1))
        ship_orders(session, bench.later(), [order])
        parcel = session.scalars(select(Parcel.id)).one()

        slip = parcel_slip(session, parcel, gesture.at)

        assert [(line.sku, line.quantity, line.kits) for line in slip.lines] == [
            ("SAV-LAV-100", 2, (_KIT,)),
            ("BOU-MIE-120", 1, (_KIT,)),
            ("SAV-LAV-100", 1, ()),
        ]
        assert "Dans le kit" in whole_text(packing_slip.render(slip))
