"""Everything of one order, bounded whatever was sent."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.hold_order import hold_order
from merchant_desk.queries.order_card import LINES_SHOWN, NOTE_SHOWN, order_card
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.words import ParcelState, ScanOutcome
from tests.makers import make_shop, remote_line, remote_order
from tests.ui.orders.day import make_day


def test_a_shipped_order_tells_its_parcel_invoice_money_and_story(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        order_id = make_day(session, gesture).orders["1040"]

        card = order_card(session, order_id, gesture.at)

        assert [line.shipped for line in card.lines] == [1, 2, 0]
        parcel = card.parcels[0]
        assert (parcel.state, parcel.packed, parcel.tracking) == (
            ParcelState.CLOSED,
            3,
            "XY123456789JB",
        )
        assert [scan.outcome for scan in parcel.scans] == [ScanOutcome.ADDED] * 3
        assert card.invoices[0].total == card.head.total == card.paid
        assert [message.kind for message in card.messages] == ["shipped"]
        assert [event.sentence for event in card.story][:2] == [
            "Commande passée",
            "Payée par Carte bancaire",
        ]
        assert {"Colis 1 expédié", "Facture FA2026-000001 émise"} <= {
            event.sentence for event in card.story
        }
        assert (card.can_pack, card.can_hold, card.can_release) == (False, False, False)


def test_an_order_being_picked_says_where_its_articles_lie(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        day = make_day(session, gesture)

        card = order_card(session, day.orders["1042"], gesture.at)
        short = order_card(session, day.orders["1044"], gesture.at)

        assert [line.bins for line in card.lines] == [("A2",), ("B4",), ()]
        assert card.open_parcel_id is not None
        assert (card.can_pack, card.can_hold) == (True, True)
        assert [line.short for line in short.lines] == [True, False]


def test_an_unknown_article_comes_first_and_must_be_linked_before_release(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        order_id = make_day(session, gesture).orders["1041"]

        card = order_card(session, order_id, gesture.at)

        assert card.lines[0].unknown
        assert card.counts.unknown == 1
        assert (card.can_pick, card.can_release) == (False, False)


def test_an_order_put_aside_can_be_released_and_says_who_did_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        order_id = make_day(session, gesture).orders["1046"]
        hold_order(session, gesture, order_id, "adresse à vérifier")

        card = order_card(session, order_id, gesture.at)

        assert card.can_release
        assert [(event.sentence, event.by) for event in card.story][-1] == (
            "Mise de côté\u00a0: adresse à vérifier",
            "Camille",
        )


def test_ten_thousand_lines_and_five_megabytes_of_note_stay_bounded(
    database: Database, gesture: Gesture
) -> None:
    lines = [remote_line(f"SKU-{rank}", remote_id=str(rank)) for rank in range(10_000)]
    with database.write() as session:
        shop = make_shop(session)
        remote = remote_order("1", *lines, note="é" * 5_000_000)
        order_id = accept_order(session, gesture, shop, remote).order_id

        card = order_card(session, order_id, gesture.at)

        assert len(card.lines) == LINES_SHOWN
        assert card.counts.lines == card.counts.unknown == 10_000
        assert (len(card.head.note), card.head.note_length) == (NOTE_SHOWN, 5_000_000)


def test_an_order_that_is_gone_is_refused(database: Database, gesture: Gesture) -> None:
    with database.read() as session, pytest.raises(RefusedError, match="n’existe pas"):
        order_card(session, OrderId(bytes(16)), gesture.at)
