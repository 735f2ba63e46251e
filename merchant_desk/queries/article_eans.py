"""The code printed beside each article on paper."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.product import ProductCode
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.ids import ProductId
from merchant_desk.values.words import CodeKind

_PAGE = 500


def article_eans(session: Session, product_ids: Sequence[ProductId]) -> dict[ProductId, str]:
    """Return the first code of each article, as it is read aloud; those without one are absent."""
    found: dict[ProductId, str] = {}
    for start in range(0, len(product_ids), _PAGE):
        for product_id, code in session.execute(
            select(ProductCode.product_id, func.min(ProductCode.code))
            .where(
                ProductCode.product_id.in_(product_ids[start : start + _PAGE]),
                ProductCode.kind == CodeKind.EAN,
            )
            .group_by(ProductCode.product_id)
        ):
            found[product_id] = spoken_code(code)
    return found
