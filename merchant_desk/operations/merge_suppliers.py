"""Two cards of one supplier become one: what hung on either hangs on the one that stays."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import Model, table
from merchant_desk.models.delivery import Claim, Delivery
from merchant_desk.models.product import ProductCode
from merchant_desk.models.purchasing import Purchase, Supplier, SupplierArticle, SupplierPrice
from merchant_desk.operations.find_supplier import find_supplier
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.texts import _

_HANGING: Sequence[type[Model]] = (Purchase, Delivery, Claim, ProductCode)
_FIRST_TOLD = ("siren", "vat_number", "email", "phone", "customer_number", "note")


def merge_suppliers(
    session: Session, gesture: Gesture, kept_id: SupplierId, gone_id: SupplierId
) -> SupplierId:
    """Keep one of two cards; the names of the other still lead to it.

    What the kept card does not say is taken from the other; an article that both sell keeps the
    terms of the kept card. Raises RefusedError for one card twice, or two companies.
    """
    kept, gone = find_supplier(session, kept_id), find_supplier(session, gone_id)
    _check(kept, gone)
    for field in _FIRST_TOLD:
        setattr(kept, field, getattr(kept, field) or getattr(gone, field))
    kept.address = kept.address if kept.address != "{}" else gone.address
    kept.lead_days = gone.lead_days if kept.lead_days is None else kept.lead_days
    keys = dict.fromkeys((*_lines(kept.other_keys), gone.key, *_lines(gone.other_keys)))
    kept.other_keys = "\n".join(keys)
    kept.active = kept.active or gone.active
    kept.changed_at, kept.by = gesture.at, gesture.person
    _move_articles(session, kept_id, gone_id)
    for model in _HANGING:
        moved = table(model)
        session.execute(
            update(moved).where(moved.c.supplier_id == gone_id).values(supplier_id=kept_id)
        )
    session.delete(gone)
    session.flush()
    return kept_id


def _check(kept: Supplier, gone: Supplier) -> None:
    if kept.id == gone.id:
        raise RefusedError(
            _("Rien n’a été fusionné\u00a0: c’est deux fois la même fiche."),
            _("Choisissez l’autre fiche de ce fournisseur."),
        )
    if kept.siren and gone.siren and kept.siren != gone.siren:
        raise RefusedError(
            _("Rien n’a été fusionné\u00a0: ce sont deux entreprises, leurs SIREN diffèrent."),
            _("Si l’un des deux est faux, corrigez-le d’abord."),
        )


def _lines(text: str) -> list[str]:
    return [each for each in text.split("\n") if each]


def _move_articles(session: Session, kept_id: SupplierId, gone_id: SupplierId) -> None:
    """Move the articles only the other sold; the terms of the kept card win."""
    articles, prices = table(SupplierArticle), table(SupplierPrice)
    sold = select(articles.c.product_id).where(articles.c.supplier_id == kept_id)
    twice = session.scalars(
        select(articles.c.id).where(
            articles.c.supplier_id == gone_id, articles.c.product_id.in_(sold)
        )
    ).all()
    session.execute(delete(prices).where(prices.c.article_id.in_(twice)))
    session.execute(delete(articles).where(articles.c.id.in_(twice)))
    session.execute(
        update(articles).where(articles.c.supplier_id == gone_id).values(supplier_id=kept_id)
    )
