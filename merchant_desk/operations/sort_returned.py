"""Say which lines of an order the units that came back are of; refuse what never left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.queries.return_units import OrderLineBack
from merchant_desk.values.french import items as items_words
from merchant_desk.values.french import number
from merchant_desk.values.taken_return import TakenItem
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState


@dataclass(frozen=True, slots=True)
class Sorted:
    """Units that came back of one line; without a line, an article the order does not hold."""

    item: TakenItem
    units: int
    line: OrderLineBack | None


def sort_returned(
    session: Session, order: Order, lines: Sequence[OrderLineBack], items: Sequence[TakenItem]
) -> list[Sorted]:
    """Share the units between the lines, the first one first.

    Raises RefusedError when more comes back than left, over every channel.
    """
    _check(order, lines, items)
    left = {line.line_id: line.units.most for line in lines}
    found: list[Sorted] = []
    for item in (part for each in items for part in _parts(lines, each)):
        mine = [line for line in lines if line.product_id == item.product_id]
        if not mine:
            found.append(Sorted(item, item.units, None))
            continue
        units = item.units
        for line in mine:
            part = min(units, left[line.line_id])
            if part:
                left[line.line_id] -= part
                units -= part
                found.append(Sorted(item, part, line))
        if units:
            raise _too_many(mine)
    for each in found:
        if each.line is None and session.get(Product, each.item.product_id) is None:
            raise _unknown()
    return found


def _parts(lines: Sequence[OrderLineBack], item: TakenItem) -> list[TakenItem]:
    """Return the parts of a kit that was scanned as one; anything else as it is."""
    kits = {
        line.line_id: line for line in lines if line.is_kit and line.product_id == item.product_id
    }
    parts = [
        replace(
            item,
            product_id=line.product_id,
            units=item.units * line.units.ordered // kits[line.kit_line_id].units.ordered,
        )
        for line in lines
        if line.kit_line_id in kits and line.product_id is not None
    ]
    return parts or [item]


def _check(order: Order, lines: Sequence[OrderLineBack], items: Sequence[TakenItem]) -> None:
    if not items or any(item.units <= 0 for item in items):
        raise RefusedError(
            _("Le retour n’a pas été enregistré\u00a0: aucun article n’est revenu."),
            _("Scannez ce qui est dans le colis."),
        )
    if any(line.units.shipped for line in lines):
        return
    cancelled = order.state is OrderState.CANCELLED
    raise RefusedError(
        _(
            "Le retour n’a pas été enregistré\u00a0: la commande {number} est annulée, "
            "rien n’en est parti."
        ).format(number=order.number)
        if cancelled
        else _("Le retour n’a pas été enregistré\u00a0: rien n’est parti de {number}.").format(
            number=order.number
        ),
        _("Vérifiez le numéro, ou notez un retour sans commande."),
    )


def _too_many(lines: Sequence[OrderLineBack]) -> RefusedError:
    shipped = sum(line.units.shipped for line in lines)
    back = sum(line.units.back for line in lines)
    name = lines[0].name
    if back >= shipped > 0:
        return RefusedError(
            _(
                "Le retour n’a pas été enregistré\u00a0: «\u00a0{name}\u00a0» est déjà revenu."
            ).format(name=name),
            _("Ouvrez la commande pour revoir ses retours."),
        )
    return RefusedError(
        _(
            "Le retour n’a pas été enregistré\u00a0: il revient plus de «\u00a0{name}\u00a0» "
            "qu’il n’en est parti."
        ).format(name=name),
        _("Il en est parti {shipped}, {back} est revenu.").format(
            shipped=items_words(shipped), back=number(back)
        ),
    )


def _unknown() -> RefusedError:
    return RefusedError(
        _("Le retour n’a pas été enregistré\u00a0: un article n’existe pas."),
        _("Scannez-le de nouveau, ou créez sa fiche."),
    )
