"""Say anew what a code stands for: its kind, its units, whose it is, what it holds."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.product import ProductCode
from merchant_desk.operations.add_code import (
    NewCode,
    check_is_free,
    check_supplier,
    check_units,
    held_by,
    units_of,
)
from merchant_desk.operations.find_record import find_product
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _


def change_code(session: Session, gesture: Gesture, product_id: ProductId, new: NewCode) -> None:
    """Change everything about a code but the code itself; cartons that hold it follow.

    Raises RefusedError for a code that is not on the card, and for cartons in a circle.
    """
    product = find_product(session, product_id)
    code = canonical_code(new.text)
    row = session.scalars(
        select(ProductCode).where(ProductCode.product_id == product_id, ProductCode.code == code)
    ).first()
    if row is None:
        raise RefusedError(
            _("Le code n’a pas été changé\u00a0: il n’est pas sur la fiche de ce produit."),
            _("Rouvrez la fiche\u00a0: elle a peut-être changé entre-temps."),
        )
    check_units(new)
    check_supplier(session, new.supplier_id)
    check_is_free(session, product, new, code)
    held = held_by(session, product_id, new, code)
    before, row.units = row.units, units_of(new, held)
    row.kind, row.note, row.supplier_id = new.kind, new.note.strip(), new.supplier_id
    row.inner_id = None if held is None else held.id
    product.changed_at = gesture.at
    session.flush()
    if row.units != before:
        _follow(session, row, before)


def _follow(session: Session, inner: ProductCode, before: int) -> None:
    """Count the cartons that hold this one again, from the inside out."""
    for outer in session.scalars(select(ProductCode).where(ProductCode.inner_id == inner.id)):
        count, outer_before = outer.units // before, outer.units
        again = NewCode(outer.code, outer.kind, count)
        outer.units = units_of(again, inner)
        session.flush()
        _follow(session, outer, outer_before)
