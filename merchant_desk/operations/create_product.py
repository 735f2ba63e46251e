"""Create a product with the code that was scanned, in one gesture."""

from sqlalchemy.orm import Session

from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.values.barcode import gtin14
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.words import CodeKind


def create_product(
    session: Session, gesture: Gesture, draft: ProductDraft, code: str = ""
) -> ProductId:
    """Keep a new card, and its code if it has one; a code refused creates nothing."""
    product_id = save_product(session, gesture, draft)
    if code.strip():
        kind = CodeKind.EAN if gtin14(code.strip()) else CodeKind.INTERNAL
        add_code(session, gesture, product_id, NewCode(code.strip(), kind))
    return product_id
