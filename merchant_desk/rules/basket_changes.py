"""What may be done to a basket before it is paid; what may not is refused in a sentence."""

from dataclasses import replace

from merchant_desk.errors import RefusedError
from merchant_desk.rules.basket import counted, gross
from merchant_desk.rules.vat_lines import WHOLE
from merchant_desk.values.basket import (
    HIGHEST_PRICE,
    MOST_UNITS,
    BackLine,
    Basket,
    BasketLine,
    line_of,
)
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import RecordId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_LONGEST_LOT = 60


def with_article(basket: Basket, article: BasketLine) -> Basket:
    """Put units on the counter; they join a line of the same article at the same price."""
    same = next((each for each in basket.lines if _alike(each, article)), None)
    if same is None:
        _check_units(article.quantity)
        lines = (*basket.lines, article)
        return _seen(replace(basket, lines=lines), article.line_id, article.quantity)
    grown = replace(same, quantity=same.quantity + article.quantity)
    _check_units(grown.quantity)
    return _seen(_with_line(basket, grown), same.line_id, article.quantity)


def with_quantity(basket: Basket, line_id: bytes, quantity: int) -> Basket:
    """Say how many units there are; none takes the line away."""
    if quantity == 0:
        return without_line(basket, line_id)
    for back in basket.back:
        if back.line_id == line_id:
            return _with_back(basket, replace(back, quantity=quantity))
    line = _find(basket, line_id)
    _check_units(quantity)
    changed = replace(line, quantity=quantity)
    if changed.discount.cents > gross(changed).cents:
        raise _too_much_off(gross(changed))
    return replace(_with_line(basket, changed), latest=line.line_id)


def with_lot(basket: Basket, line_id: bytes, lot: str) -> Basket:
    """Say of which lot the units of a line are; empty: of the first to expire."""
    number = " ".join(lot.split()).upper()[:_LONGEST_LOT]
    back = next((each for each in basket.back if each.line_id == line_id), None)
    if back is not None:
        return _with_back(basket, replace(back, lot=number))
    line = _find(basket, line_id)
    return replace(_with_line(basket, replace(line, lot=number)), latest=line.line_id)


def without_last(basket: Basket) -> Basket:
    """Take back what the last scan put on the counter."""
    known = {each.line_id: each.quantity for each in basket.lines}
    known.update({each.line_id: each.quantity for each in basket.back})
    latest = basket.latest
    if latest is None or latest not in known:
        raise RefusedError(
            _("Rien n’a été retiré : le dernier scan l’est déjà."),
            _("Choisissez une ligne, puis Suppr."),
        )
    left = max(0, known[latest] - basket.latest_units)
    return replace(with_quantity(basket, latest, left), latest=None)


def with_step(basket: Basket, line_id: bytes, step: int) -> Basket:
    """Add or take one unit of a line; the last one takes the line away."""
    known = {each.line_id: each.quantity for each in basket.lines}
    known.update({each.line_id: each.quantity for each in basket.back})
    quantity = known.get(RecordId(line_id), 0)
    return with_quantity(basket, line_id, max(0, quantity + step))


def without_line(basket: Basket, line_id: bytes) -> Basket:
    """Take a line off the counter."""
    lines = tuple(each for each in basket.lines if each.line_id != line_id)
    back = tuple(each for each in basket.back if each.line_id != line_id)
    return replace(basket, lines=lines, back=back, latest=None)


def with_price(basket: Basket, line_id: bytes, price: Money, reason: str) -> Basket:
    """Sell at another price than the ledger's: somebody says why."""
    line = _find(basket, line_id)
    if not ZERO <= price <= HIGHEST_PRICE:
        raise RefusedError(
            _("Le prix n’a pas changé\u00a0: ce montant n’est pas possible."),
            _("Écrivez un prix entre 0 et 1\u202f000\u202f000\u00a0€."),
        )
    usual = line.ledger is not None and price == line.ledger
    if not usual and line.ledger is not None and not reason.strip():
        raise _no_reason()
    changed = replace(
        line, price=price, reason="" if usual else _clean(reason), discount=ZERO, discount_bp=0
    )
    return replace(_with_line(basket, changed), latest=line.line_id)


def with_line_discount(
    basket: Basket, line_id: bytes, amount: Money, part_bp: int, reason: str
) -> Basket:
    """Take an amount or a part off one line; nothing takes the discount away."""
    line = _find(basket, line_id)
    _check_discount(amount, part_bp, gross(line), reason)
    words = _clean(reason) if amount or part_bp else ""
    changed = replace(line, discount=amount, discount_bp=part_bp, reason=words)
    return replace(_with_line(basket, changed), latest=line.line_id)


def with_discount(basket: Basket, amount: Money, part_bp: int, reason: str) -> Basket:
    """Take an amount or a part off all that is sold."""
    bare = replace(basket, discount=ZERO, discount_bp=0, reason="")
    _check_discount(amount, part_bp, counted(bare).sold, reason)
    if not amount and not part_bp:
        return bare
    return replace(bare, discount=amount, discount_bp=part_bp, reason=_clean(reason))


def with_back(basket: Basket, line: BackLine) -> Basket:
    """Lay units on the counter that a customer brings back."""
    same = next((each for each in basket.back if _same_back(each, line)), None)
    if same is None:
        laid = _with_back(replace(basket, back=(*basket.back, line)), line)
        return _seen(laid, line.line_id, line.quantity)
    lot = same.lot if same.lot == line.lot else ""
    grown = replace(same, quantity=same.quantity + line.quantity, lot=lot)
    return _seen(_with_back(basket, grown), same.line_id, line.quantity)


def _check_units(quantity: int) -> None:
    if not 1 <= quantity <= MOST_UNITS:
        raise RefusedError(
            _("La quantité n’a pas changé\u00a0: elle n’est pas possible."),
            _("Écrivez un nombre d’unités, de 1 à {most}.").format(most=number(MOST_UNITS)),
        )


def _check_discount(amount: Money, part_bp: int, whole: Money, reason: str) -> None:
    if amount.cents < 0 or not 0 <= part_bp <= WHOLE or (amount and part_bp):
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: elle n’est pas possible."),
            _("Écrivez un montant, ou un pourcentage jusqu’à 100."),
        )
    if amount > whole:
        raise _too_much_off(whole)
    if (amount or part_bp) and not reason.strip():
        raise _no_reason()


def _too_much_off(whole: Money) -> RefusedError:
    return RefusedError(
        _("La remise n’a pas été faite\u00a0: elle dépasse le prix."),
        _("Elle peut aller jusqu’à {most}.").format(most=euros(whole)),
    )


def _no_reason() -> RefusedError:
    return RefusedError(
        _("Le prix n’a pas changé\u00a0: il manque la raison."),
        _("Dites pourquoi\u00a0: défaut, geste, erreur d’étiquette…"),
    )


def _find(basket: Basket, line_id: bytes) -> BasketLine:
    line = line_of(basket.lines, line_id)
    if line is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: cette ligne n’est plus dans le panier."),
            _("Scannez l’article de nouveau."),
        )
    return line


def _with_line(basket: Basket, line: BasketLine) -> Basket:
    lines = tuple(line if each.line_id == line.line_id else each for each in basket.lines)
    return replace(basket, lines=lines)


def _with_back(basket: Basket, line: BackLine) -> Basket:
    _check_units(line.quantity)
    if line.quantity > line.most:
        raise RefusedError(
            _("Rien n’a été repris\u00a0: le ticket n’en a pas vendu autant."),
            _("«\u00a0{name}\u00a0»\u00a0: il en reste {left} à reprendre.").format(
                name=line.full_name, left=number(line.most)
            ),
        )
    back = tuple(line if each.line_id == line.line_id else each for each in basket.back)
    return replace(basket, back=back, latest=line.line_id)


def _seen(basket: Basket, line_id: RecordId, units: int) -> Basket:
    return replace(basket, latest=line_id, latest_units=units)


def _alike(one: BasketLine, other: BasketLine) -> bool:
    same = one.product_id == other.product_id and one.price == other.price
    same = same and one.lot == other.lot
    plain = not (one.discount or one.discount_bp or one.reason)
    return one.product_id is not None and same and plain and one.rate_bp == other.rate_bp


def _same_back(one: BackLine, other: BackLine) -> bool:
    if other.ticket_line_id is not None:
        return one.ticket_line_id == other.ticket_line_id
    same = one.product_id == other.product_id and one.paid == other.paid
    return one.ticket_line_id is None and same and one.restock is other.restock


def _clean(reason: str) -> str:
    return " ".join(reason.split())[:120]


def with_restock(basket: Basket, line_id: bytes, *, restock: bool, reason: str = "") -> Basket:
    """Say whether what came back is sold again, or is broken."""
    back = tuple(
        replace(each, restock=restock, reason=_clean(reason)) if each.line_id == line_id else each
        for each in basket.back
    )
    return replace(basket, back=back)
