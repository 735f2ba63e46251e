"""``products receive``: take goods in; of an article that is soldé they are put aside."""

import argparse
from datetime import date

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.queries.product_card import ProductCard
from merchant_desk.queries.stock import BinStock, bins_with
from merchant_desk.values.entries import read_day, read_decimal, read_whole
from merchant_desk.values.french import long_date, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import round_half_up
from merchant_desk.values.texts import _, later, ngettext

_PARTS = 10_000


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    parser.add_argument("--quantity", metavar="N", required=True, help=_("unités reçues"))
    parser.add_argument(
        "--bin", metavar=_("CODE"), default="", help=_("emplacement\u00a0; sinon l’habituel")
    )
    parser.add_argument("--supplier", metavar=_("NOM"), default="", help=_("fournisseur"))
    paid = parser.add_mutually_exclusive_group()
    paid.add_argument(
        "--paid-on", metavar=_("DATE"), default="", help=_("jour où le fournisseur a été payé")
    )
    paid.add_argument("--unpaid", action="store_true", help=_("pas encore payé"))
    parser.add_argument("--cost", metavar=_("MONTANT"), default="", help=_("coût d’achat HT"))


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.operations.receive_units import (  # noqa: PLC0415 - the law, when asked
        Receipt,
        receive_units,
    )

    card = named_product(counter, arguments.product)
    quantity = read_whole(arguments.quantity)
    cost = read_decimal(arguments.cost) if arguments.cost else None
    if quantity is None or (arguments.cost and cost is None):
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: la quantité ou le coût n’est pas un nombre."),
            _("Écrivez par exemple --quantity 12 --cost 4,1250."),
        )
    place = _bin_meant(counter.ask(bins_with, card.product_id), arguments.bin)
    receipt = Receipt(
        product_id=card.product_id,
        place_id=place.place_id,
        quantity=quantity,
        supplier=arguments.supplier,
        paid_on=_day(arguments.paid_on),
        paid_known=arguments.unpaid or bool(arguments.paid_on),
        cost_tenthousandths=None if cost is None else round_half_up(cost * _PARTS),
    )
    received = counter.do(receive_units, counter.gesture(), receipt)
    until = None if received.aside is None else received.aside.last
    facts = {
        "id": id_text(received.batch_id),
        "sku": card.sku,
        "quantity": received.quantity,
        "bin": None if until else place.code,
        "aside_until": until.isoformat() if until else None,
    }
    counter.answer(facts, _told(card, place, received.quantity, until))
    return 0


def _told(card: ProductCard, place: BinStock, quantity: int, until: date | None) -> str:
    units = ngettext("{n} unité", "{n} unités", quantity).format(n=number(quantity))
    if until is None:
        told = _("{name}\u00a0: {units} en {bin}.")
        return told.format(name=card.title, units=units, bin=place.code)
    told = _(
        "{name}\u00a0: {units} en quarantaine jusqu’au {day}, réassort interdit pendant les "
        "soldes (C.\u00a0com. L310-3)."
    )
    return told.format(name=card.title, units=units, day=long_date(until))


def _day(text: str) -> date | None:
    day = read_day(text) if text else None
    if text and day is None:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: «\u00a0{text}\u00a0» n’est pas une date.").format(
                text=text
            ),
            _("Écrivez par exemple 06/01/2027."),
        )
    return day


def _bin_meant(bins: tuple[BinStock, ...], code: str) -> BinStock:
    meant = [each for each in bins if each.code == code] if code else list(bins[:1])
    if len(meant) == 1:
        return meant[0]
    codes = ", ".join(f"{each.code} ({each.location})" for each in meant or bins)
    raise RefusedError(
        _("Rien n’a été reçu\u00a0: l’emplacement n’est pas clair."),
        _("Précisez --bin parmi\u00a0: {codes}.").format(codes=codes or "—"),
    )


PRODUCTS_RECEIVE = CliCommand(
    ("products", "receive"), later("Recevoir des unités d’un produit"), _arguments, _run
)
