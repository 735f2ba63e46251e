"""Keep what search looks into equal to the product's name, SKU and codes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.product import Product, ProductCode
from merchant_desk.values.search_text import product_search_text


def index_product(session: Session, product: Product) -> None:
    """Write the search text of a product again, from its codes as they are now."""
    session.flush()
    codes = session.execute(
        select(ProductCode.code).where(ProductCode.product_id == product.id)
    ).scalars()
    product.search_text = product_search_text(product.name, product.option_text, product.sku, codes)
    session.flush()
