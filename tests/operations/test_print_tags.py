"""Price tags are judged where they are queued, and kept as they were printed."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.promotion import PriceShown, PromotionEvent
from merchant_desk.models.station import PrintJob
from merchant_desk.operations.plan_promotion import save_draft
from merchant_desk.operations.print_tags import keep_tags, queue_tags
from merchant_desk.operations.save_product import note_price
from merchant_desk.operations.turn_promotions import turn_promotions
from merchant_desk.queries.price_tags import TagsWanted
from merchant_desk.queries.print_papers import print_papers
from merchant_desk.rules.promotion_draft import Pricing, StepDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, PromotionId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.price_tags import SHEET_24, PriceTag
from merchant_desk.values.words import DocumentKind, PromotionEventKind, ShownWhere
from tests.makers import make_bin, make_location, make_product, put_stock
from tests.operations.black_friday import (
    ENDS,
    OPENED,
    STARTS,
    black_friday,
    open_shop,
    plan,
)

WANTED = TagsWanted(SHEET_24)
SOAP_TAG = PriceTag(
    name="Savon lavande 100 g",
    sku="SAV-LAV-100",
    price=Money(472),
    prior=Money(590),
    percent=20,
    ean="3760123456784",
    dates="Du 27 novembre 2026 au 30 novembre 2026",
    mentions=("Offre Black Friday",),
)


def test_labels_show_the_lawful_prices_and_are_kept_word_for_word(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        promotion = plan(session, gesture, black_friday(open_shop(session, gesture)))

    with database.write() as session:
        job = queue_tags(session, gesture, promotion, WANTED)

    with database.read() as session:
        shown = session.scalars(select(PriceShown)).one()
        assert (shown.where, shown.price, shown.prior_price) == (
            ShownWhere.TAG, Money(472), Money(590),
        )  # fmt: skip
        assert (shown.sale_from, shown.sale_to, shown.at) == (STARTS, ENDS, gesture.at)
        assert shown.text == (
            "Savon lavande 100 g\n4,72\u00a0€\nau lieu de 5,90\u00a0€\n\u221220\u00a0%\n"
            "Du 27 novembre 2026 au 30 novembre 2026\nOffre Black Friday\nSAV-LAV-100"
        )
        queued = session.get_one(PrintJob, job)
        assert (queued.kind, queued.title) == (
            DocumentKind.PRICE_TAGS, "Étiquettes de prix, Black Friday",
        )  # fmt: skip
        (paper,) = print_papers(session, queued.kind, [bytes.fromhex(queued.subject)], gesture.at)
        assert getattr(paper.content, "tags", None) == (SOAP_TAG,)


def test_what_was_queued_is_drawn_even_when_the_article_changed_since(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        promotion = plan(session, gesture, black_friday(soap))
        queue_tags(session, gesture, promotion, WANTED)
        event = session.scalars(
            select(PromotionEvent).where(PromotionEvent.kind == PromotionEventKind.TAGGED)
        ).one()
        before = print_papers(session, DocumentKind.PRICE_TAGS, [event.id], gesture.at)
        session.get_one(Product, soap).name = "Autre nom"
        session.flush()

        again = print_papers(session, DocumentKind.PRICE_TAGS, [event.id], gesture.at)

    assert again == before


def test_a_lower_price_learnt_since_refuses_the_labels_by_the_article_of_the_law(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        promotion = plan(session, gesture, black_friday(soap))
        session.add(
            PriceChange(
                product_id=soap,
                channel="all",
                price=Money(480),
                from_at=STARTS - timedelta(days=9),
                until_at=STARTS - timedelta(days=8),
                learned_at=gesture.at,
                source="desk",
            )
        )

    with pytest.raises(RefusedError) as refused, database.write() as session:
        queue_tags(session, gesture, promotion, WANTED)

    assert refused.value.title.startswith("Les étiquettes n’ont pas été imprimées\u00a0: ")
    assert "4,80" in refused.value.title
    assert "L112-1-1" in refused.value.advice
    assert "Savon lavande 100 g" in refused.value.advice
    with database.read() as session:
        assert session.scalars(select(PriceShown)).all() == []
        assert session.scalars(select(PrintJob)).all() == []


def test_a_further_markdown_has_its_own_labels_from_its_start_on(
    database: Database, gesture: Gesture
) -> None:
    second = STARTS + timedelta(days=2)
    with database.write() as session:
        soap = open_shop(session, gesture)
        put_stock(session, gesture, soap, make_bin(session, make_location(session)), 10)
        draft = msgspec.structs.replace(
            black_friday(soap),
            steps=(StepDraft(starts_at=second, pricing=Pricing(by="percent", value=3000)),),
        )
        promotion = plan(session, gesture, draft)
        first = keep_tags(session, gesture, promotion, WANTED).tags[0]
        turn_promotions(session, replace(gesture, at=second))

        later = keep_tags(session, replace(gesture, at=second), promotion, WANTED).tags[0]

    assert (first.price, first.prior, first.percent) == (Money(472), Money(590), 20)
    assert (later.price, later.prior, later.percent) == (Money(413), Money(590), 30)
    assert later.dates == "Du 29 novembre 2026 au 30 novembre 2026"


def test_a_draft_an_operation_that_is_over_and_one_nobody_knows_have_no_labels(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        draft = save_draft(session, gesture, black_friday(soap))
        over = plan(session, gesture, black_friday(soap))
        turn_promotions(session, replace(gesture, at=ENDS))

    for promotion in (draft, over, PromotionId(new_id())):
        with pytest.raises(RefusedError, match="n’est pas planifiée"), database.write() as session:
            queue_tags(session, gesture, promotion, WANTED)


def test_an_operation_online_only_or_without_the_articles_asked_for_has_no_labels(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        online = plan(
            session, gesture, msgspec.structs.replace(black_friday(soap), channels=("web",))
        )
        shop = plan(
            session,
            gesture,
            msgspec.structs.replace(black_friday(soap), starts_at=STARTS + timedelta(hours=1)),
        )

    nothing = TagsWanted(SHEET_24, frozenset({ProductId(new_id())}))
    with pytest.raises(RefusedError, match="n’est pas en magasin"), database.write() as session:
        queue_tags(session, gesture, online, WANTED)
    with pytest.raises(RefusedError, match="aucun article"), database.write() as session:
        queue_tags(session, gesture, shop, nothing)


def test_a_price_that_rises_crosses_nothing_out(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        dearer = msgspec.structs.replace(
            black_friday(soap),
            title="Nouveau prix",
            kind="price_change",
            texts=(),
            pricing=Pricing(by="price", value=690),
            ends_at=None,
            shows_prior=False,
            shows_percent=False,
        )
        tags = keep_tags(session, gesture, plan(session, gesture, dearer), WANTED)

    (tag,) = tags.tags
    assert (tag.price, tag.prior, tag.percent) == (Money(690), None, 0)
    assert tag.dates == "À partir du 27 novembre 2026"


def test_an_article_that_the_law_forbids_stops_its_own_label_and_those_of_all_but_no_other(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = open_shop(session, gesture)
        candle = make_product(session, "BOU-MIE-120", name="Bougie au miel", ean=None)
        note_price(session, replace(gesture, at=OPENED), candle, Money(1290), "desk")
        promotion = plan(session, gesture, black_friday(soap, candle))
        lower = replace(gesture, at=STARTS - timedelta(days=5))
        note_price(session, lower, candle, Money(1090), "storefront")

        alone = keep_tags(session, gesture, promotion, TagsWanted(SHEET_24, frozenset({soap})))

        assert [tag.sku for tag in alone.tags] == ["SAV-LAV-100"]
        for chosen in (None, frozenset({candle})):
            with pytest.raises(RefusedError, match="10,90"):
                keep_tags(session, gesture, promotion, TagsWanted(SHEET_24, chosen))
