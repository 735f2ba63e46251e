"""On what terms a supplier sells an article: reference, packs, minimum, prices by quantity."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import SupplierArticle, SupplierPrice
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.find_supplier import find_supplier
from merchant_desk.operations.purchase_questions import ZeroPriceError
from merchant_desk.rules.purchasing.prices import is_possible_cost, wrong_breaks
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, SupplierArticleId, SupplierId, new_id
from merchant_desk.values.purchases import MOST_UNITS, ArticleTerms
from merchant_desk.values.texts import _

_LONGEST_SKU = 60


def save_supplier_article(
    session: Session,
    gesture: Gesture,
    supplier_id: SupplierId,
    product_id: ProductId,
    terms: ArticleTerms,
    accept_zero: bool = False,
) -> SupplierArticleId:
    """Keep the terms; one supplier of an article is preferred, the last that was said so.

    Raises RefusedError for terms that cannot be, ZeroPriceError for a price of zero that she did
    not confirm.
    """
    find_supplier(session, supplier_id)
    product = find_product(session, product_id)
    _check(terms)
    costs = (terms.cost_tenthousandths, *(each.cost_tenthousandths for each in terms.breaks))
    if 0 in costs and not accept_zero:
        raise ZeroPriceError.of(product.name)
    article = _article(session, gesture, supplier_id, product)
    article.supplier_sku = " ".join(terms.supplier_sku.split())
    article.pack_units, article.minimum_units = terms.pack_units, terms.minimum_units
    article.cost_tenthousandths = terms.cost_tenthousandths
    article.changed_at, article.by = gesture.at, gesture.person
    if terms.preferred:
        _prefer_no_other(session, article)
    article.preferred = terms.preferred
    session.flush()
    _write_breaks(session, article.id, terms)
    return article.id


def remove_supplier_article(
    session: Session, supplier_id: SupplierId, product_id: ProductId
) -> bool:
    """Forget that a supplier sells an article; return whether it did."""
    article = session.scalars(
        select(SupplierArticle).filter_by(supplier_id=supplier_id, product_id=product_id)
    ).first()
    if article is None:
        return False
    prices = table(SupplierPrice)
    session.execute(delete(prices).where(prices.c.article_id == article.id))
    session.delete(article)
    session.flush()
    return True


def _article(
    session: Session, gesture: Gesture, supplier_id: SupplierId, product: Product
) -> SupplierArticle:
    known = session.scalars(
        select(SupplierArticle).filter_by(supplier_id=supplier_id, product_id=product.id)
    ).first()
    if known is not None:
        return known
    article = SupplierArticle(
        id=SupplierArticleId(new_id()),
        supplier_id=supplier_id,
        product_id=product.id,
        changed_at=gesture.at,
        by=gesture.person,
    )
    session.add(article)
    return article


def _prefer_no_other(session: Session, article: SupplierArticle) -> None:
    articles = table(SupplierArticle)
    session.execute(
        update(articles)
        .where(articles.c.product_id == article.product_id, articles.c.id != article.id)
        .values(preferred=False)
    )


def _write_breaks(session: Session, article_id: SupplierArticleId, terms: ArticleTerms) -> None:
    prices = table(SupplierPrice)
    session.execute(delete(prices).where(prices.c.article_id == article_id))
    rows = [
        {
            "article_id": article_id,
            "from_units": each.from_units,
            "cost_tenthousandths": each.cost_tenthousandths,
        }
        for each in sorted(terms.breaks)
    ]
    if rows:
        session.execute(prices.insert(), rows)


def _check(terms: ArticleTerms) -> None:
    wrong = {
        _("le colis compte au moins une unité"): not 1 <= terms.pack_units <= MOST_UNITS,
        _("le minimum est d’au moins une unité"): not 1 <= terms.minimum_units <= MOST_UNITS,
        _("le prix n’est pas possible"): terms.cost_tenthousandths is not None
        and not is_possible_cost(terms.cost_tenthousandths),
        _("chaque palier part d’une autre quantité, 2 au moins, avec un prix"): wrong_breaks(
            terms.breaks
        ),
        _("la référence est trop longue"): len(terms.supplier_sku) > _LONGEST_SKU,
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            raise RefusedError(
                _("L’article du fournisseur n’a pas été gardé\u00a0: {what}.").format(what=what),
                _("Corrigez ce champ, puis gardez de nouveau."),
            )
