"""Who supplies each article: its last receipt says so, else its card."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch, ProductLaw
from merchant_desk.models.purchasing import Supplier, SupplierArticle

_BATCHES, _LAWS = table(Batch), table(ProductLaw)
_ARTICLES, _SUPPLIERS = table(SupplierArticle), table(Supplier)


def supplier_of_everything(session: Session, day: date | None = None) -> Mapping[bytes, str]:
    """Return the name of the supplier of every article that has one, as known on a day."""
    listed = (
        select(_ARTICLES.c.product_id, _SUPPLIERS.c.name)
        .join(_SUPPLIERS, _SUPPLIERS.c.id == _ARTICLES.c.supplier_id)
        .order_by(_ARTICLES.c.preferred, _ARTICLES.c.changed_at)
    )
    told = select(_LAWS.c.product_id, _LAWS.c.supplier).where(_LAWS.c.supplier != "")
    received = (
        select(_BATCHES.c.product_id, _BATCHES.c.supplier)
        .where(_BATCHES.c.supplier != "")
        .order_by(_BATCHES.c.received_on, _BATCHES.c.at)
    )
    if day is not None:
        received = received.where(_BATCHES.c.received_on <= day)
    found: dict[bytes, str] = {}
    for question in (listed, told, received):  # the last one read has the last word
        found.update((row[0], row[1]) for row in session.execute(question))
    return found
