"""A season of operations for the sample shop: what a calendar looks like when it is used."""

from datetime import UTC, date, datetime, time, timedelta

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.operations.plan_promotion import plan_promotion, save_draft
from merchant_desk.operations.record_prices import LatePrice, record_prices
from merchant_desk.operations.turn_promotions import turn_promotions
from merchant_desk.queries.law_items import law_facts
from merchant_desk.queries.promotion_articles import ArticleFilter, articles_wanted
from merchant_desk.queries.promotion_verdict import promotion_verdict
from merchant_desk.rules.legal.answer import Level
from merchant_desk.rules.legal.events import event_in
from merchant_desk.rules.legal.soldes_periods import next_period
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft, StepDraft
from merchant_desk.values.clock import PARIS, paris_date, utc_now
from merchant_desk.values.ids import id_text

_REMEMBERED = timedelta(days=200)
_CLOSES = time(23, 59)


def plan_sample(shop: DemoShop) -> None:
    """Give the articles a past, then plan what the law allows and keep the rest as drafts."""
    lanes, now = shop.home.lanes, utc_now()
    ids = lanes.read(articles_wanted, ArticleFilter(in_stock=False), now).result()
    past = [
        LatePrice(each.product_id, each.price, now - _REMEMBERED, now - timedelta(seconds=1))
        for each in lanes.read(law_facts, ids).result()
    ]
    lanes.write(record_prices, shop.gesture(), past).result()
    texts = [id_text(each) for each in ids]
    for draft in _drafts(paris_date(now), texts):
        verdict = lanes.read(promotion_verdict, draft, now).result()
        if verdict.level is Level.BLOCK:
            lanes.write(save_draft, shop.gesture(), draft).result()
        else:
            lanes.write(plan_promotion, shop.gesture(), draft, verdict.warned_rules).result()
    lanes.write(turn_promotions, shop.gesture()).result()


def _drafts(today: date, texts: list[str]) -> tuple[PromotionDraft, ...]:
    winter = next_period("75", "web", datetime.combine(today, time()))
    friday = event_in("black_friday", today.year)
    season = winter.start if winter else datetime.combine(today, time())
    first = friday.day if friday and friday.day > today else today + timedelta(days=5)
    deeper = StepDraft(
        starts_at=_at(season.date() + timedelta(days=14), time(8)),
        pricing=Pricing(by="percent", value=5000, ending="90"),
    )
    return (
        _draft("Semaine du savon", "promotion", today - timedelta(days=2), 9, texts[:12], 1500),
        _draft("Black Friday", "promotion", first, 4, texts[8:60], 2000),
        _draft("Tisanes du soir", "promotion", today + timedelta(days=1), 3, texts[160:166], 1000),
        _draft("Coffrets de Noël", "promotion", first + timedelta(days=8), 12, texts[60:80], 1000),
        _draft("Vente privée fidèles", "private_sale", first + timedelta(days=22), 5,
               texts[80:100], 2500),
        PromotionDraft(
            title="Soldes d’hiver",
            kind="soldes",
            starts_at=_at(season.date(), time(8)),
            ends_at=_at(season.date() + timedelta(days=27), _CLOSES),
            products=tuple(texts[100:160]),
            pricing=Pricing(by="percent", value=3000, ending="90"),
            steps=(deeper,),
        ),
    )  # fmt: skip


def _draft(
    title: str, kind: str, first: date, days: int, products: list[str], value: int
) -> PromotionDraft:
    return PromotionDraft(
        title=title,
        kind=kind,  # type: ignore[arg-type]  # a word of the list above
        starts_at=_at(first, time()),
        ends_at=_at(first + timedelta(days=days - 1), _CLOSES),
        products=tuple(products),
        pricing=Pricing(by="percent", value=value),
    )


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, PARIS).astimezone(UTC)
