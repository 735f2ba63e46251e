"""Asking once more for the papers of orders."""

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.station import PrintJob
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.print_papers import PapersQueued, print_invoices, print_slips
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import DocumentKind
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_order,
)


def test_each_order_gets_the_paper_it_has_reached(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        soap, shop = make_product(session), make_shop(session)
        put_stock(session, gesture, soap, make_bin(session, make_location(session)), 10)
        packed, picked, fresh = (
            accept_order(session, gesture, shop, remote_order(number)).order_id
            for number in ("1", "2", "3")
        )
        make_wave(session, gesture, [packed, picked])
        parcel = open_parcel(session, gesture, packed).parcel_id
        scan_at_packing(session, gesture, parcel, scan_of_text("3760123456784", gesture.at))
        before = len(session.scalars(select(PrintJob.id)).all())

        slips = print_slips(session, gesture, [packed, picked, fresh])
        invoices = print_invoices(session, gesture, [packed, picked])

        assert slips == PapersQueued(2, ("3",))
        assert invoices == PapersQueued(1, ("2",))
        jobs = session.scalars(select(PrintJob).order_by(PrintJob.id)).all()[before:]
        assert sorted((job.kind, job.title) for job in jobs) == [
            (DocumentKind.INVOICE, "Duplicata de la facture FA2026-000001"),
            (DocumentKind.PACKING, "Bon de livraison de la commande 1"),
            (DocumentKind.PICKING, "Bon de préparation n°\u00a01"),
        ]
