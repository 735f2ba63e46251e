"""Take a code away from a product that it no longer names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.product import ProductCode
from merchant_desk.operations.add_code import NewCode
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.index_product import index_product
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.texts import _


def remove_code(session: Session, gesture: Gesture, product_id: ProductId, code: str) -> NewCode:
    """Remove the code and return it whole, so that the removal can be undone."""
    product = find_product(session, product_id)
    row = session.execute(
        select(ProductCode).where(
            ProductCode.product_id == product_id, ProductCode.code == canonical_code(code)
        )
    ).scalar_one_or_none()
    if row is None:
        raise RefusedError(
            _("Le code n’a pas été retiré\u00a0: il n’est pas sur la fiche de ce produit."),
            _("Rouvrez la fiche\u00a0: elle a peut-être changé entre-temps."),
        )
    _check_nothing_holds_it(session, row)
    inner = None if row.inner_id is None else session.get(ProductCode, row.inner_id)
    count = row.units if inner is None else row.units // inner.units
    removed = NewCode(
        row.code, row.kind, count, row.note, row.supplier_id, "" if inner is None else inner.code
    )
    session.delete(row)
    product.changed_at = gesture.at
    index_product(session, product)
    return removed


def _check_nothing_holds_it(session: Session, row: ProductCode) -> None:
    """Keep the code that a larger carton is counted by."""
    outer = session.scalars(select(ProductCode.code).where(ProductCode.inner_id == row.id)).first()
    if outer is not None:
        raise RefusedError(
            _("Le code n’a pas été retiré\u00a0: le carton {code} en contient.").format(
                code=printed_code(outer)
            ),
            _("Retirez d’abord le plus grand carton, ou dites autrement ce qu’il contient."),
        )
