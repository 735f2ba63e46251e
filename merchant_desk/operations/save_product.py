"""Create a product or change its card: name, SKU, price, VAT, weight."""

from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product, ProductCode
from merchant_desk.operations.find_record import find_bin, find_product
from merchant_desk.operations.index_product import index_product
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.search_text import product_search_text
from merchant_desk.values.texts import _

EVERY_CHANNEL = "all"
FROM_DESK = "desk"
LONGEST_NAME = 500
LONGEST_SKU = 100
_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDraft:
    """What the card of a product holds, VAT included."""

    sku: str
    name: str
    price: Money
    rate_bp: int
    option_text: str = ""
    family: str = ""
    category: str = ""
    cost_tenthousandths: int | None = None
    weight_g: int | None = None
    image_url: str = ""
    default_place_id: PlaceId | None = None
    active: bool = True
    stocked: bool = True


def save_product(
    session: Session,
    gesture: Gesture,
    draft: ProductDraft,
    product_id: ProductId | None = None,
    source: str = FROM_DESK,
) -> ProductId:
    """Keep the card; a new price is noted in the price history and told to the storefronts.

    A new cost is that of units to come: what the stock cost is not written over. Only units that
    had no cost at all get it.
    """
    card = _cleaned(draft)
    _check(session, card, product_id)
    if product_id is None:
        return _create(session, gesture, card, source)
    product = find_product(session, product_id)
    former_price, was_stocked = product.price, product.stocked
    first_cost = product.cost_tenthousandths is None and card.cost_tenthousandths
    for field, value in _fields(card).items():
        setattr(product, field, value)
    product.changed_at = gesture.at
    index_product(session, product)
    if card.price != former_price:
        from merchant_desk.operations.keep_sale_prices import (  # noqa: PLC0415 - no start waits
            keep_sale_prices,
        )

        note_price(session, gesture, product_id, card.price, source)
        keep_sale_prices(session, gesture, [product_id])
        queue_state(session, gesture, "price", [product_id])
    if card.stocked != was_stocked:
        queue_state(session, gesture, "stock", [product_id])
    if first_cost:
        from merchant_desk.operations.give_first_cost import (  # noqa: PLC0415 - no start waits
            give_first_cost,
        )

        give_first_cost(session, gesture, product_id, first_cost)
    return product_id


def note_price(
    session: Session, gesture: Gesture, product_id: ProductId, price: Money, source: str
) -> None:
    """Add a line to the price history, which the law on reductions reads (C. conso. L112-1-1)."""
    session.add(
        PriceChange(
            product_id=product_id,
            channel=EVERY_CHANNEL,
            price=price,
            from_at=gesture.at,
            learned_at=gesture.at,
            source=source,
        )
    )
    session.flush()


def _create(session: Session, gesture: Gesture, card: ProductDraft, source: str) -> ProductId:
    product_id = ProductId(new_id())
    session.add(
        Product(
            id=product_id,
            row=next_row(session, table(Product)),
            search_text=product_search_text(card.name, card.option_text, card.sku, ()),
            created_at=gesture.at,
            changed_at=gesture.at,
            **_fields(card),
        )
    )
    session.flush()
    note_price(session, gesture, product_id, card.price, source)
    return product_id


def _fields(card: ProductDraft) -> dict[str, Any]:
    return {each.name: getattr(card, each.name) for each in fields(card)}


def _cleaned(draft: ProductDraft) -> ProductDraft:
    texts = ("sku", "name", "option_text", "family", "category", "image_url")
    clean: dict[str, Any] = {each: " ".join(str(getattr(draft, each)).split()) for each in texts}
    return replace(draft, **clean)


def _check(session: Session, card: ProductDraft, product_id: ProductId | None) -> None:
    _check_texts(card)
    _check_figures(card)
    if card.default_place_id is not None:
        find_bin(session, card.default_place_id)
    _check_sku_is_free(session, card.sku, product_id)


def _check_texts(card: ProductDraft) -> None:
    if not card.name:
        raise _refused(_("il n’a pas de nom"), _("Donnez-lui un nom."))
    if not card.sku:
        raise _refused(
            _("il n’a pas de référence"), _("Donnez-lui une référence, par exemple SAV-LAV-100.")
        )
    if len(card.name) > LONGEST_NAME or len(card.sku) > LONGEST_SKU:
        raise _refused(_("son nom ou sa référence est trop long"), _("Raccourcissez le texte."))


def _check_figures(card: ProductDraft) -> None:
    if card.price < ZERO:
        raise _refused(_("son prix est négatif"), _("Corrigez le prix de vente TTC."))
    if not 0 <= card.rate_bp <= _WHOLE_BP:
        raise _refused(
            _("son taux de TVA est impossible"), _("Choisissez un taux de 0 à 100\u00a0%.")
        )
    if (card.weight_g or 0) < 0 or (card.cost_tenthousandths or 0) < 0:
        raise _refused(_("un poids ou un coût est négatif"), _("Corrigez le poids ou le coût."))


def _check_sku_is_free(session: Session, sku: str, product_id: ProductId | None) -> None:
    by_sku = select(Product.id, Product.name).where(Product.sku == sku)
    by_code = (
        select(Product.id, Product.name)
        .join(ProductCode, ProductCode.product_id == Product.id)
        .where(ProductCode.code == canonical_code(sku))
    )
    for statement in (by_sku, by_code):
        for other_id, name in session.execute(statement):
            if other_id != product_id:
                raise _refused(
                    _("la référence {sku} désigne déjà «\u00a0{name}\u00a0»").format(
                        sku=sku, name=name
                    ),
                    _("Choisissez une autre référence, ou ouvrez le produit existant."),
                )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(
        _("Le produit n’a pas été enregistré\u00a0: {why}.").format(why=why), advice
    )
