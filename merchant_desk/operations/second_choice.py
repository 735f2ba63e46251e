"""The second choice of an article: a card of its own, with its own price."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.product import Product
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

SUFFIX = "-2C"
_OF_THREE = 3


def second_choice(
    session: Session, gesture: Gesture, product_id: ProductId, price: Money | None = None
) -> Product:
    """Return the twin of an article, made the first time; a price given is written on its card."""
    product = session.get_one(Product, product_id)
    if product.sku.endswith(SUFFIX):  # already second choice: it stays what it is
        return product
    twin = session.scalars(select(Product).where(Product.sku == product.sku + SUFFIX)).first()
    if twin is not None and price in {None, twin.price}:
        return twin
    wanted = price or product.price.part(2, _OF_THREE)
    draft = ProductDraft(
        sku=product.sku + SUFFIX,
        name=_("{name} (second choix)").format(name=product.name) if twin is None else twin.name,
        price=wanted,
        rate_bp=product.rate_bp,
        option_text=product.option_text,
        family=product.family,
        category=product.category,
        weight_g=product.weight_g,
        image_url=product.image_url,
        default_place_id=None if twin is None else twin.default_place_id,
    )
    known = None if twin is None else twin.id
    twin_id = save_product(session, gesture, draft, known)
    session.flush()
    return session.get_one(Product, twin_id)
