"""The price tags of an operation, as the law lets them be printed now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.queries.law_shop import law_shop
from merchant_desk.queries.promotion_verdict import promotion_verdict
from merchant_desk.queries.promotions import LineRow, PromotionCard, promotion_card
from merchant_desk.rules.legal.answer import Finding, Level
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_draft import OwnPrice, PromotionDraft
from merchant_desk.rules.promotion_lines import PlannedLine, shown_percent
from merchant_desk.values.french import long_date
from merchant_desk.values.ids import ProductId, PromotionId, id_text
from merchant_desk.values.price_tags import PriceTag, PriceTags, TagFormat
from merchant_desk.values.texts import _, ngettext, speaking_to_customers
from merchant_desk.values.words import CodeKind, PromotionState

_PRODUCTS, _CODES = table(Product), table(ProductCode)
_ALIVE = (PromotionState.PLANNED, PromotionState.RUNNING)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class TagsWanted:
    """Which labels: on what, of which articles (None: all), after how many used ones."""

    format: TagFormat
    articles: frozenset[ProductId] | None = None
    used: int = 0


@dataclass(frozen=True, slots=True)
class TagsReady:
    """The labels, and the price line that each of them shows, in the same order."""

    tags: PriceTags
    lines: tuple[LineRow, ...]


def price_tags(
    session: Session, promotion_id: PromotionId, wanted: TagsWanted, now: datetime
) -> TagsReady:
    """Return the labels of the markdown that runs, or else comes next.

    The law is asked again about the very prices that the labels show. Raises RefusedError when it
    refuses them, naming its article, or when there is nothing to print.
    """
    card = promotion_card(session, promotion_id)
    if card is None or card.row.state not in _ALIVE:
        raise RefusedError(
            _("Les étiquettes n’ont pas été imprimées\u00a0: l’opération n’est pas planifiée."),
            _("Planifiez-la d’abord\u00a0: la loi est vérifiée à ce moment."),
        )
    lines = _shown_lines(card, wanted.articles, now)
    _refuse_nothing(card, lines)
    _refuse_unlawful(session, card, lines, now)
    clock = clock_of(law_shop(session).zone)
    with speaking_to_customers():
        tags = _tags(session, card.draft, lines, clock)
    title = _("Étiquettes de prix, {operation}").format(operation=card.row.title)
    shop = law_shop(session).trade_name
    kept = tuple(line for line in lines if line.product_id in tags)
    labels = tuple(tags[line.product_id] for line in kept)
    ranks = sorted(range(len(kept)), key=lambda rank: (labels[rank].name, labels[rank].sku))
    return TagsReady(
        PriceTags(wanted.format, title, shop, tuple(labels[each] for each in ranks), wanted.used),
        tuple(kept[each] for each in ranks),
    )


def _shown_lines(
    card: PromotionCard, articles: Collection[ProductId] | None, now: datetime
) -> tuple[LineRow, ...]:
    """Return, for each article, the step that runs, or the first one to come."""
    found: dict[ProductId, LineRow] = {}
    for line in sorted(card.lines, key=lambda each: each.step):
        chosen = articles is None or line.product_id in articles
        if chosen and (line.product_id not in found or line.starts_at <= now):
            found[line.product_id] = line
    return tuple(found.values())


def _refuse_nothing(card: PromotionCard, lines: Sequence[LineRow]) -> None:
    if "shop" not in card.row.channels:
        raise RefusedError(
            _("Les étiquettes n’ont pas été imprimées\u00a0: l’opération n’est pas en magasin."),
            _("Ajoutez le magasin à ses canaux, puis planifiez-la de nouveau."),
        )
    if not lines:
        raise RefusedError(
            _("Les étiquettes n’ont pas été imprimées\u00a0: aucun article n’a de prix."),
            _("Choisissez des articles et leur prix dans l’opération."),
        )


def _refuse_unlawful(
    session: Session, card: PromotionCard, lines: Sequence[LineRow], now: datetime
) -> None:
    """Refuse what the law forbids of the whole operation, or of an article that gets a label."""
    verdict = promotion_verdict(session, _as_shown(card), now, card.row.id)
    labelled = {line.product_id for line in lines}
    skus = {each.sku for each in verdict.facts if each.product_id in labelled}
    blocks = [
        each
        for each in verdict.of_level(Level.BLOCK)
        if not each.skus or not skus.isdisjoint(each.skus)
    ]
    if not blocks:
        return
    names = {each.sku: each.name for each in verdict.facts}
    raise RefusedError(
        _("Les étiquettes n’ont pas été imprimées\u00a0: {why}").format(why=blocks[0].message),
        _told_of(blocks, names),
    )


def _told_of(blocks: Sequence[Finding], names: Mapping[str, str]) -> str:
    first = blocks[0]
    concerned = ", ".join(names.get(sku, sku) for sku in first.skus[:3])
    article = ", ".join(each for each in (concerned, first.legal_reference) if each)
    others = len(blocks) - 1
    if not others:
        return _("{article}. Corrigez ce point, puis planifiez de nouveau.").format(article=article)
    return ngettext(
        "{article}. {n} autre point est à corriger.",
        "{article}. {n} autres points sont à corriger.",
        others,
    ).format(article=article, n=others)


def _as_shown(card: PromotionCard) -> PromotionDraft:
    """Return the operation with exactly the prices that were planned, as labels show them."""
    own = tuple(
        OwnPrice(
            product=id_text(line.product_id),
            price=line.price.cents,
            prior=None if line.prior_shop is None else line.prior_shop.cents,
            step=line.step,
        )
        for line in card.lines
    )
    return replace(card.draft, own_prices=own)


def _tags(
    session: Session, draft: PromotionDraft, lines: Sequence[LineRow], clock: tzinfo
) -> dict[ProductId, PriceTag]:
    ids = [line.product_id for line in lines]
    by_product = {line.product_id: line for line in lines}
    eans = _eans(session, ids)
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text, _PRODUCTS.c.sku).where(
            _PRODUCTS.c.id.in_(ids)
        )
    )
    mentions = tuple(each.text for each in draft.texts if each.place == "label")
    found = {}
    for row in rows:
        line = by_product[row.id]
        prior = line.prior_shop if _is_cut(draft, line) else None
        found[row.id] = PriceTag(
            name=f"{row.name}, {row.option_text}" if row.option_text else row.name,
            sku=row.sku,
            price=line.price,
            prior=prior,
            percent=_percent(line) if prior is not None and draft.shows_percent else 0,
            ean=eans.get(row.id, ""),
            dates=_dates(line, draft, clock),
            mentions=mentions,
        )
    return found


def _is_cut(draft: PromotionDraft, line: LineRow) -> bool:
    """Tell whether a prior price is crossed out: only one that is higher is a reduction."""
    return draft.shows_prior and line.prior_shop is not None and line.price < line.prior_shop


def _percent(line: LineRow) -> int:
    return shown_percent(
        PlannedLine(
            line.product_id, line.step, line.starts_at, line.ends_at,
            line.price, line.price, line.prior_shop,
        )
    )  # fmt: skip


def _dates(line: LineRow, draft: PromotionDraft, clock: tzinfo) -> str:
    """Return from when until when the price holds, in days of the shop."""
    first = line.starts_at.astimezone(clock).date()
    ends_at = line.ends_at or draft.ends_at
    if ends_at is None:
        return _("À partir du {day}").format(day=long_date(first))
    last = (ends_at - _INSTANT).astimezone(clock).date()
    if first == last:
        return _("Le {day}").format(day=long_date(first))
    return _("Du {first} au {last}").format(first=long_date(first), last=long_date(last))


def _eans(session: Session, ids: Sequence[ProductId]) -> dict[ProductId, str]:
    """Return the thirteen digits of each article that has some: what a till scans."""
    rows = session.execute(
        select(_CODES.c.product_id, _CODES.c.code)
        .where(
            _CODES.c.product_id.in_(list(ids)),
            _CODES.c.units == 1,
            _CODES.c.kind.in_((CodeKind.EAN, CodeKind.INTERNAL)),
        )
        .order_by(_CODES.c.code.desc())
    )
    return {
        ProductId(row.product_id): row.code[1:]
        for row in rows
        if len(row.code) == 14 and row.code.isdigit() and row.code[0] == "0"  # noqa: PLR2004 - a GTIN-14 that an EAN-13 can print
    }
