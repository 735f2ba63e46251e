"""What waits for a person, told in words and counted for the badge."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.platform import PlatformFlow
from merchant_desk.models.shop import Conflict, OutboxMessage, Shop, ShopProduct, Sweep
from merchant_desk.models.station import Station
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.queue_message import queue_event, queue_state
from merchant_desk.operations.queue_print import note_print_problem, queue_print
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.queries.check_items import check_items
from merchant_desk.queries.messages import waiting_messages
from merchant_desk.queries.shops import ShopState, shops
from merchant_desk.queries.sync_state import sync_line
from merchant_desk.queries.to_check import CheckKind, check_counts, raw_text
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ConflictId, FlowId, ProductId, ShopId, new_id
from merchant_desk.values.parity import Difference, Gap, parity_of
from merchant_desk.values.platform_words import FlowDirection, FlowState
from merchant_desk.values.words import (
    ConflictState,
    DocumentKind,
    MessageState,
    RecordState,
    Trouble,
)
from tests.makers import (
    make_bin,
    make_location,
    make_parked,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)

SCRIPT = "<script>alert(1)</script>"


def _shop(session: Session, gesture: Gesture) -> ShopId:
    make_station(session, gesture)
    return make_shop(session)


def _linked(session: Session, shop_id: ShopId) -> ProductId:
    product_id = make_product(session)
    session.add(ShopProduct(shop_id=shop_id, remote_id="7", product_id=product_id, stock_seen=5))
    session.flush()
    return product_id


def fill_with_one_of_each(session: Session, gesture: Gesture) -> None:
    if session.get(Station, gesture.station_id) is None:
        make_station(session, gesture)
    shop_id = make_shop(session)
    make_profile(session)
    product_id = _linked(session, shop_id)
    shelf = make_bin(session, make_location(session), "B2")
    put_stock(session, gesture, product_id, shelf, 10)
    order = remote_order("1042", remote_line(quantity=2), remote_id="1042")
    order_id = accept_order(session, gesture, shop_id, order).order_id
    parcel_id = open_parcel(session, gesture, order_id).parcel_id
    report_missing(session, gesture, parcel_id, session.scalars(select(ParcelLine.id)).one())
    make_parked(session, shop_id, gesture.at)
    make_parked(
        session,
        shop_id,
        gesture.at,
        kind="product",
        remote_id="9100",
        trouble=Trouble.AMBIGUOUS,
        reason="Son code-barres est celui de deux produits.",
    )
    message_id = queue_event(session, gesture, "shipped", shop_id, parcel_id)
    session.execute(
        update(table(OutboxMessage))
        .where(table(OutboxMessage).c.id == message_id)
        .values(state=MessageState.PARKED, problem="La boutique refuse.")
    )
    session.execute(update(table(StockLevel)).values(quantity=-2))
    job_id = queue_print(session, gesture, DocumentKind.PACKING, parcel_id, "Bon 1042")
    session.flush()
    note_print_problem(session, job_id, "Imprimante éteinte.")
    session.execute(
        insert(table(Conflict)),
        {
            "id": ConflictId(new_id()),
            "shop_id": shop_id,
            "order_id": order_id,
            "product_id": None,
            "field": "Adresse de livraison",
            "desk_value": "Lyon",
            "shop_value": SCRIPT,
            "state": ConflictState.OPEN,
            "at": gesture.at,
            "settled_at": None,
            "settled_by": "",
        },
    )
    session.execute(update(table(Shop)).values(problem="La boutique n’a pas répondu."))
    report = parity_of(1, 1, 1, [Difference(Gap.STOCK, "1", "Savon", 1, 2)])
    session.add(Sweep(shop_id=shop_id, at=gesture.at, report=report.text()))
    session.add(_unread_file(gesture))


def _unread_file(gesture: Gesture) -> PlatformFlow:
    return PlatformFlow(
        id=FlowId(new_id()),
        direction=FlowDirection.IN,
        tracking_id="in:flow-7",
        flow_type="SupplierInvoice",
        syntax="Factur-X",
        sha256="",
        body=b"bonjour",
        state=FlowState.RECEIVED,
        remote_id="flow-7",
        problem="Ce fichier n’a pas été lu.",
        at=gesture.at,
        by="",
    )


def test_each_kind_is_counted_once_and_told_in_words(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        fill_with_one_of_each(session, gesture)

    with database.read() as session:
        counts, items = check_counts(session), check_items(session)

    assert dict(counts) == dict.fromkeys(CheckKind, 1)
    assert [item.kind for item in items] == list(CheckKind)
    said = {item.kind: f"{item.title} | {item.reason}" for item in items}
    assert said[CheckKind.SHOP] == "Maison Lavande | La boutique n’a pas répondu."
    assert said[CheckKind.CONFLICT].startswith(
        "Commande 1042 · Camille Roux | Adresse de livraison"
    )
    assert "Article manquant en rayon" in said[CheckKind.BLOCKED]
    assert "2 manquants pour la commande 1042, signalés par Camille." in said[CheckKind.SHORTAGE]
    assert said[CheckKind.MATCH].startswith("1 article à rapprocher | ")
    assert said[CheckKind.PARKED].endswith("| La commande n’a pas de total.")
    assert said[CheckKind.MESSAGE] == "Expédition de la commande 1042 | La boutique refuse."
    assert "B2" in said[CheckKind.NEGATIVE]
    assert said[CheckKind.PRINT] == "Bon 1042 | Imprimante éteinte."
    assert said[CheckKind.PLATFORM] == "Fichier reçu flow-7 | Ce fichier n’a pas été lu."


def test_both_values_of_a_disagreement_come_as_they_were_written(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        fill_with_one_of_each(session, gesture)

    with database.read() as session:
        (conflict,) = check_items(session, (CheckKind.CONFLICT,))

    assert (conflict.desk_value, conflict.shop_value) == ("Lyon", SCRIPT)


def test_nothing_waits_in_a_quiet_shop(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        make_parked(session, shop_id, gesture.at, state=RecordState.DISCARDED)

    with database.read() as session:
        assert sum(check_counts(session).values()) == 0
        assert check_items(session) == ()


def test_a_raw_text_of_many_megabytes_is_cut_for_reading(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        record_id = make_parked(session, _shop(session, gesture), gesture.at, "é" * 3_000_000)

    with database.read() as session:
        raw = raw_text(session, record_id, most=1000)

    assert (len(raw.text), raw.length, raw.cut) == (1000, 3_000_000, True)


def test_a_shipped_order_with_an_old_reason_no_longer_waits(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        accept_order(session, gesture, shop_id, remote_order("1042", remote_line("UNKNOWN")))
        assert check_counts(session)[CheckKind.BLOCKED] == 1
        session.execute(update(table(Order)).values(state="shipped"))
        assert check_counts(session)[CheckKind.BLOCKED] == 0


@pytest.mark.parametrize(
    ("values", "state", "text"),
    [
        ({}, ShopState.NEVER, "Première relève à faire"),
        ({"last_pull_at": True}, ShopState.UP_TO_DATE, "À jour il y a 2 min"),
        ({"problem": "Clés refusées."}, ShopState.TROUBLE, "Problème\u00a0: Maison Lavande"),
    ],
)
def test_the_foot_of_the_window_says_the_one_thing_that_is_true(
    database: Database, gesture: Gesture, values: dict[str, object], state: ShopState, text: str
) -> None:
    if "last_pull_at" in values:
        values = {"last_pull_at": gesture.at - timedelta(minutes=2)}
    with database.write() as session:
        _shop(session, gesture)
        if values:
            session.execute(update(table(Shop)).values(**values))

    with database.read() as session:
        line = sync_line(session, gesture.at)
        assert (line.state, line.text) == (state, text)
        assert shops(session)[0].state is state


def test_what_waits_to_be_told_is_listed_in_words(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        queue_state(session, gesture, "stock", [_linked(session, shop_id)])

    with database.read() as session:
        (message,) = waiting_messages(session, shop_id)
        assert message.what == "Stock de Savon lavande 100 g"
        assert message.product_id is not None
        assert sync_line(session, gesture.at).text == "1 en attente"


def test_a_stopped_pull_asks_about_the_cancellations(database: Database, gesture: Gesture) -> None:
    stopped = "La relève s’est arrêtée\u00a0: 31 commandes en cours seraient annulées."
    with database.write() as session:
        _shop(session, gesture)
        session.execute(update(table(Shop)).values(problem=stopped))

    with database.read() as session:
        assert shops(session)[0].asks_about_cancellations
        (item,) = check_items(session, (CheckKind.SHOP,))
        assert item.many_cancellations


def test_no_shop_is_said_as_such(database: Database, gesture: Gesture) -> None:
    with database.read() as session:
        assert sync_line(session, gesture.at).state is None
