"""Write an order to a supplier, and change it until it is over."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.operations.find_purchase import (
    find_purchase,
    is_over,
    kept,
    lines_of,
    note_purchase,
)
from merchant_desk.operations.find_supplier import find_supplier
from merchant_desk.operations.next_number import next_number
from merchant_desk.operations.purchase_questions import ManyUnitsError, ZeroPriceError
from merchant_desk.queries.supplier_articles import supplier_terms, terms_of_articles
from merchant_desk.rules.purchasing.prices import is_possible_cost, price_for
from merchant_desk.rules.purchasing.totals import PricedLine, order_totals
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import ProductId, PurchaseId, PurchaseLineId, new_id
from merchant_desk.values.purchases import (
    MANY_UNITS,
    MOST_UNITS,
    OVER_STATES,
    ArticleTerms,
    PurchaseDraft,
    PurchaseKept,
    PurchaseWish,
)
from merchant_desk.values.texts import _, ngettext

PREFIX = "CF"
_WHOLE_BP = 10_000


def draft_purchase(
    session: Session, gesture: Gesture, draft: PurchaseDraft, purchase_id: PurchaseId | None = None
) -> PurchaseKept:
    """Write a new order; asked twice with one id, it is written once.

    Raises RefusedError for what cannot be ordered; AskedFirstError for what looks like a mistake.
    """
    known = None if purchase_id is None else session.get(Purchase, purchase_id)
    if known is not None:
        return kept(session, known)
    supplier = find_supplier(session, draft.supplier_id)
    wishes = checked_wishes(session, draft)
    _check_day(draft, gesture)
    purchase = Purchase(
        id=purchase_id or PurchaseId(new_id()),
        row=next_row(session, table(Purchase)),
        number=next_number(session, gesture, table(Purchase), PREFIX),
        supplier_id=supplier.id,
        state=PurchaseState.DRAFT,
        wanted_on=draft.wanted_on,
        note=draft.note.strip(),
        deliver_to=_address(draft),
        created_at=gesture.at,
        by=gesture.person,
        station_id=gesture.station_id,
    )
    session.add(purchase)
    session.flush()
    _write(session, purchase, draft, wishes)
    return kept(session, purchase)


def change_purchase_lines(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, draft: PurchaseDraft
) -> PurchaseKept:
    """Make an order say what the draft says; one that was sent tells the change in its story.

    Lines are found again by their article. Raises RefusedError for an order that is over, and for
    a line whose goods came already.
    """
    purchase = find_purchase(session, purchase_id)
    if purchase.state in OVER_STATES:
        raise is_over(purchase)
    find_supplier(session, draft.supplier_id)
    if purchase.state is not PurchaseState.DRAFT and draft.supplier_id != purchase.supplier_id:
        raise RefusedError(
            _("Rien n’a changé\u00a0: une commande envoyée garde son fournisseur."),
            _("Annulez-la, puis commandez chez l’autre fournisseur."),
        )
    wishes = checked_wishes(session, draft)
    if purchase.state is PurchaseState.DRAFT:
        _check_day(draft, gesture)
    elif not wishes:
        raise RefusedError(
            _("Rien n’a changé\u00a0: une commande envoyée garde au moins un article."),
            _("Annulez la commande si vous ne voulez plus rien."),
        )
    purchase.supplier_id = draft.supplier_id
    purchase.wanted_on, purchase.note = draft.wanted_on, draft.note.strip()
    purchase.deliver_to = _address(draft)
    changed = _write(session, purchase, draft, wishes)
    if changed and purchase.state is not PurchaseState.DRAFT:
        words = ngettext("{n} ligne changée", "{n} lignes changées", changed)
        detail = words.format(n=changed)
        note_purchase(session, gesture, purchase, PurchaseEventKind.CHANGED, detail)
    return kept(session, purchase)


def _address(draft: PurchaseDraft) -> str:
    """Return where to deliver, its lines parted by commas; nothing for the shop itself."""
    return ", ".join(filter(None, (" ".join(each.split()) for each in draft.deliver_to.split(","))))


def checked_wishes(session: Session, draft: PurchaseDraft) -> tuple[PurchaseWish, ...]:
    """Return the wishes of a draft, one an article; refuse what cannot be ordered."""
    wishes = _together(draft.lines)
    names = _names(session, [each.product_id for each in wishes])
    _refuse_kits(session, list(names))
    for each in wishes:
        _check_wish(each, names, draft)
    return wishes


def _together(wishes: Iterable[PurchaseWish]) -> tuple[PurchaseWish, ...]:
    """Return one wish an article: an article that is wished twice is wished for both."""
    found: dict[ProductId, PurchaseWish] = {}
    for each in wishes:
        before = found.get(each.product_id)
        found[each.product_id] = (
            each
            if before is None
            else PurchaseWish(
                each.product_id,
                before.quantity + each.quantity,
                before.cost_tenthousandths,
                before.rebate_bp,
                before.reason or each.reason,
            )
        )
    return tuple(found.values())


def _names(session: Session, product_ids: Sequence[ProductId]) -> Mapping[ProductId, str]:
    products = table(Product)
    rows = session.execute(
        select(products.c.id, products.c.name).where(products.c.id.in_(product_ids))
    )
    return {row.id: row.name for row in rows}


def _refuse_kits(session: Session, product_ids: Sequence[ProductId]) -> None:
    products = table(Product)
    kit = session.scalars(
        select(products.c.name).where(
            products.c.id.in_(product_ids), products.c.kind == ProductKind.KIT
        )
    ).first()
    if kit is not None:
        raise RefusedError(
            _("Rien n’a été gardé\u00a0: {article} est composé d’autres articles.").format(
                article=kit
            ),
            _("Commandez les articles dont il est fait."),
        )


def _check_wish(wish: PurchaseWish, names: Mapping[ProductId, str], draft: PurchaseDraft) -> None:
    name = names.get(wish.product_id)
    if name is None:
        raise RefusedError(
            _("Rien n’a été gardé\u00a0: un article de la commande n’existe pas ou plus."),
            _("Retirez sa ligne, ou créez l’article d’abord."),
        )
    if not 1 <= wish.quantity <= MOST_UNITS:
        raise RefusedError(
            _("Rien n’a été gardé\u00a0: la quantité de {article} n’est pas possible.").format(
                article=name
            ),
            _("Écrivez 1 unité au moins, ou retirez la ligne."),
        )
    if wish.quantity >= MANY_UNITS and not draft.accept_many:
        raise ManyUnitsError.of(name, wish.quantity)
    cost = wish.cost_tenthousandths
    if (cost is not None and not is_possible_cost(cost)) or not 0 <= wish.rebate_bp <= _WHOLE_BP:
        raise RefusedError(
            _(
                "Rien n’a été gardé\u00a0: le prix ou la remise de {article} n’est pas possible."
            ).format(article=name),
            _("Un prix n’est pas négatif, une remise ne dépasse pas 100\u00a0%."),
        )
    if cost == 0 and not draft.accept_zero:
        raise ZeroPriceError.of(name)


def _check_day(draft: PurchaseDraft, gesture: Gesture) -> None:
    if draft.wanted_on is not None and draft.wanted_on < paris_date(gesture.at):
        raise RefusedError(
            _("Rien n’a été gardé\u00a0: la date voulue, le {day}, est passée.").format(
                day=short_date(draft.wanted_on)
            ),
            _("Écrivez une date à venir, ou aucune."),
        )


def _write(
    session: Session, purchase: Purchase, draft: PurchaseDraft, wishes: Sequence[PurchaseWish]
) -> int:
    """Make the lines those of the wishes; return how many are not what they were."""
    terms = terms_of_articles(session, draft.supplier_id, [each.product_id for each in wishes])
    known = {line.product_id: line for line in lines_of(session, purchase.id)}
    changed = _remove(session, known.values(), {each.product_id for each in wishes})
    wanted = select(func.coalesce(func.max(PurchaseLine.position), 0))
    last = session.execute(wanted.where(PurchaseLine.purchase_id == purchase.id)).scalar_one()
    for wish in wishes:
        line = known.get(wish.product_id)
        sold = terms.get(wish.product_id, ArticleTerms())
        if line is None:
            last += 1
            line = _new_line(purchase.id, wish, last)
            session.add(line)
            changed += 1
        else:
            changed += _differs(line, wish)
        _fill(line, wish, sold)
    _settle_carriage(session, purchase, draft, wishes, terms)
    session.flush()
    return changed


def _remove(session: Session, lines: Iterable[PurchaseLine], wished: set[ProductId]) -> int:
    gone = [line for line in lines if line.product_id not in wished]
    for line in gone:
        if line.received:
            raise RefusedError(
                _("Rien n’a changé\u00a0: un article que vous retirez est déjà arrivé."),
                _("Laissez sa ligne, avec la quantité reçue."),
            )
        session.delete(line)
    session.flush()
    return len(gone)


def _new_line(purchase_id: PurchaseId, wish: PurchaseWish, position: int) -> PurchaseLine:
    return PurchaseLine(
        id=PurchaseLineId(new_id()),
        purchase_id=purchase_id,
        position=position,
        product_id=wish.product_id,
        quantity=wish.quantity,
    )


def _differs(line: PurchaseLine, wish: PurchaseWish) -> bool:
    if wish.quantity < line.received:
        raise RefusedError(
            _("Rien n’a changé\u00a0: il est déjà arrivé plus d’unités que vous n’en voulez."),
            _("Laissez au moins la quantité reçue sur chaque ligne."),
        )
    cost = wish.cost_tenthousandths
    told = cost is not None and cost != line.cost_tenthousandths
    return told or (line.quantity, line.rebate_bp) != (wish.quantity, wish.rebate_bp)


def _fill(line: PurchaseLine, wish: PurchaseWish, sold: ArticleTerms) -> None:
    if line.quantity != wish.quantity:
        line.confirmed_units = None
    line.quantity, line.rebate_bp = wish.quantity, wish.rebate_bp
    line.supplier_sku, line.pack_units = sold.supplier_sku, sold.pack_units
    told = wish.cost_tenthousandths
    line.cost_tenthousandths = price_for(sold, wish.quantity) if told is None else told
    line.reason = wish.reason or line.reason


def _settle_carriage(
    session: Session,
    purchase: Purchase,
    draft: PurchaseDraft,
    wishes: Sequence[PurchaseWish],
    terms: Mapping[ProductId, ArticleTerms],
) -> None:
    """Keep the carriage that was agreed, else what the supplier charges for so much."""
    if draft.carriage is not None:
        purchase.carriage = draft.carriage
        return
    priced = [PricedLine(each.quantity, _cost(each, terms), each.rebate_bp) for each in wishes]
    purchase.carriage = order_totals(priced, supplier_terms(session, draft.supplier_id)).carriage


def _cost(wish: PurchaseWish, terms: Mapping[ProductId, ArticleTerms]) -> int | None:
    if wish.cost_tenthousandths is not None:
        return wish.cost_tenthousandths
    return price_for(terms.get(wish.product_id, ArticleTerms()), wish.quantity)
