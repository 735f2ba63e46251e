"""Say which product an article of a storefront is, or that it is a new one."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.shop import RemoteRecord, ShopProduct
from merchant_desk.operations.accept_product import create_product
from merchant_desk.operations.find_record import find_product
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RemoteRecordId
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _
from merchant_desk.values.words import RecordState, Trouble

_RECORDS, _LINKS = table(RemoteRecord), table(ShopProduct)


def match_with(
    session: Session, gesture: Gesture, record_id: RemoteRecordId, product_id: ProductId
) -> None:
    """Link the article to this product; the record is applied with the next ones.

    Raises RefusedError when the question is answered already, or when another article of the same
    shop is this product: one of the two must become a product of its own.
    """
    record = _asked(session, record_id)
    product = find_product(session, product_id)
    mine = (_LINKS.c.shop_id == record.shop_id, _LINKS.c.product_id == product.id)
    other = session.execute(
        select(_LINKS.c.remote_id).where(*mine, _LINKS.c.gone_at.is_(None))
    ).scalar()
    if other is not None:
        raise RefusedError(
            _(
                "Rien n’a été rapproché\u00a0: la boutique vend déjà ce produit sous le "
                "numéro {number}."
            ).format(number=other),
            _("Faites-en un nouveau produit, ou corrigez la référence dans la boutique."),
        )
    session.execute(delete(_LINKS).where(*mine))
    session.execute(
        insert(_LINKS),
        {
            "shop_id": record.shop_id,
            "remote_id": record.remote_id,
            "parent_remote_id": "",
            "product_id": product.id,
            "stock_seen": None,
            "stock_seen_at": gesture.at,
            "gone_at": None,
            "price_seen": None,
            "buffer": 0,
        },
    )
    session.execute(
        update(_RECORDS)
        .where(_RECORDS.c.id == record_id)
        .values(state=RecordState.WAITING, trouble=None, reason="", advice="")
    )


def match_anew(
    session: Session, gesture: Gesture, record_id: RemoteRecordId, article: RemoteProduct
) -> ProductId:
    """Make a product of its own for the article, as its record reads; return it.

    Where it bears the code of another product both answer to the scan, and the scan asks which.
    """
    _asked(session, record_id)
    product_id = create_product(session, gesture, article)
    match_with(session, gesture, record_id, product_id)
    return product_id


def _asked(session: Session, record_id: RemoteRecordId) -> RemoteRecord:
    record = session.get(RemoteRecord, record_id)
    if (
        record is None
        or record.state is not RecordState.PARKED
        or record.trouble is not Trouble.AMBIGUOUS
    ):
        raise RefusedError(
            _("Rien n’a changé\u00a0: cette question a déjà sa réponse."),
            _("La liste va se mettre à jour."),
        )
    return record
