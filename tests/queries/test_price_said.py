"""What the tag, the site and the invoice said, then and as it is known now."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.product import PriceChange
from merchant_desk.models.promotion import PriceShown
from merchant_desk.models.shop import Shop
from merchant_desk.operations.print_tags import keep_tags
from merchant_desk.operations.turn_promotions import turn_promotions
from merchant_desk.queries.price_said import price_said
from merchant_desk.queries.price_tags import TagsWanted
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.price_tags import SHEET_24
from merchant_desk.values.words import ShownWhere
from tests.makers import remote_line, remote_order
from tests.operations.black_friday import ENDS, OPENED, STARTS, black_friday, open_shop, plan
from tests.operations.invoice_desk import invoice_desk


def test_a_tag_printed_ahead_says_nothing_before_its_start(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        promotion = plan(session, gesture, black_friday(soap))
        keep_tags(session, gesture, promotion, TagsWanted(SHEET_24))
        turn_promotions(session, replace(gesture, at=STARTS))

        eve = price_said(session, soap, STARTS - timedelta(seconds=1))
        first = price_said(session, soap, STARTS)
        over = price_said(session, soap, ENDS)
        unborn = price_said(session, soap, OPENED - timedelta(seconds=1))

    assert eve.tag is None
    assert first.tag is not None
    assert (first.tag.price, first.tag.prior_price) == (Money(472), Money(590))
    for said, cents in ((eve, 590), (first, 472), (over, 590)):
        assert [each.known_now.price.cents for each in said.practised if each.known_now] == [
            cents, cents,
        ]  # fmt: skip
    assert [each.known_now for each in unborn.practised] == [None, None]


def test_a_late_correction_changes_what_is_known_now_and_not_what_was_known_then(
    database: Database, gesture: Gesture
) -> None:
    at = gesture.at - timedelta(days=3)
    with database.write() as session:
        soap = open_shop(session, gesture)
        session.add(
            PriceChange(
                product_id=soap, channel="web", price=Money(490), source="storefront",
                from_at=at, until_at=at + timedelta(hours=1), learned_at=gesture.at,
            )
        )  # fmt: skip
        session.flush()

        shop, web = price_said(session, soap, at).practised

    assert (shop.channel, shop.corrected) == ("shop", False)
    assert (web.channel, web.corrected) == ("web", True)
    assert web.known_then is not None
    assert web.known_now is not None
    assert (web.known_then.price, web.known_now.price) == (Money(590), Money(490))


def test_a_site_asks_for_the_sale_price_while_its_window_lasts(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        shop = session.scalars(select(Shop.id)).one()
        for at, cents in ((gesture.at - timedelta(days=9), 650), (gesture.at, 590)):
            session.add(
                PriceShown(
                    product_id=soap, where=ShownWhere.SITE, shop_id=shop, price=Money(cents),
                    sale_price=Money(472), sale_from=STARTS, sale_to=ENDS, at=at,
                )
            )  # fmt: skip
        session.flush()

        (site,) = price_said(session, soap, STARTS).sites
        before = price_said(session, soap, gesture.at - timedelta(days=1)).sites[0]

    assert site.site == "Maison Lavande"
    assert [site.says(at).cents for at in (STARTS - timedelta(seconds=1), STARTS, ENDS)] == [
        590, 472, 590,
    ]  # fmt: skip
    assert before.price == Money(650)


def test_the_nearest_invoices_are_told_on_both_sides_of_the_instant(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        soap, candle = desk.products["SAV-LAV-100"], desk.products["BOU-MIE-120"]
        for number in ("1", "2", "3"):
            desk.ship(desk.receive(remote_order(number, remote_line("SAV-LAV-100", 2))))
        between = gesture.at + timedelta(minutes=2, seconds=30)

        said = price_said(session, soap, between)
        never = price_said(session, candle, between)

    assert said.before is not None
    assert said.after is not None
    assert [each.issued_at for each in (said.before, said.after)] == [
        gesture.at + timedelta(minutes=2), gesture.at + timedelta(minutes=3),
    ]  # fmt: skip
    assert (said.before.quantity, said.before.total) == (2, Money(1180))
    assert said.before.number < said.after.number
    assert (never.before, never.after, never.tag, never.sites) == (None, None, None, ())
