"""``orders refund``: have the storefront note, or pay, money given back."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.operations.refund_at_shop import Refund, RefundedLine, refund_at_shop
from merchant_desk.queries.find_order import order_by_text
from merchant_desk.queries.refundable import Refundable, RefundableLine, refundable
from merchant_desk.values.entries import read_amount, read_whole
from merchant_desk.values.french import euros
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.texts import _, later

_PARTS = 3


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("order", metavar=_("NUMÉRO"), help=_("numéro de la commande"))
    parser.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="SKU:NOMBRE[:MONTANT]",
        help=_("unités rendues d’une référence, et ce qui est rendu pour elles"),
    )
    parser.add_argument("--carriage", default="", metavar=_("MONTANT"), help=_("port à rendre"))
    parser.add_argument(
        "--reason", default="", metavar=_("TEXTE"), help=_("raison, pour le client")
    )
    parser.add_argument(
        "--restock", action="store_true", help=_("la boutique remet les articles en stock")
    )
    parser.add_argument(
        "--pay", action="store_true", help=_("le prestataire de paiement rend l’argent")
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    order_id = counter.ask(order_by_text, arguments.order)
    order = counter.ask(refundable, order_id)
    _check(counter.services["platform_can"](order.platform), arguments)
    refund = Refund(
        lines=tuple(_line(order, each) for each in arguments.line),
        carriage=_amount(arguments.carriage) if arguments.carriage else ZERO,
        reason=arguments.reason,
        restock=arguments.restock,
        move_money=arguments.pay,
    )
    message_id = counter.do(refund_at_shop, counter.gesture(), order_id, refund)
    counter.answer(
        {
            "message": id_text(message_id),
            "order": order.number,
            "amount_cents": refund.amount.cents,
        },
        _("Remboursement de {amount} demandé\u00a0; il part avec le prochain échange.").format(
            amount=euros(refund.amount)
        ),
    )
    return 0


def _check(can: PlatformCan, arguments: argparse.Namespace) -> None:
    if not can.refund:
        raise _refused(_("cette plate-forme ne note pas de remboursement"))
    if arguments.restock and not can.restock:
        raise _refused(_("cette plate-forme ne remet pas en stock en remboursant"))
    if arguments.pay and not can.move_money:
        raise _refused(_("cette plate-forme ne rend pas l’argent elle-même"))


def _line(order: Refundable, text: str) -> RefundedLine:
    parts = text.rsplit(":", 1 if text.count(":") == 1 else 2)
    units = read_whole(parts[1]) if len(parts) > 1 else None
    if units is None or units < 0:
        raise _refused(_("«\u00a0{text}\u00a0» n’est pas SKU:NOMBRE[:MONTANT]").format(text=text))
    line = _named(order, parts[0])
    amount = _amount(parts[2]) if len(parts) == _PARTS else line.price_of(min(units, line.most))
    return RefundedLine(line.line_id, units, amount)


def _named(order: Refundable, sku: str) -> RefundableLine:
    found = [each for each in order.lines if each.sku == sku]
    if len(found) != 1:
        raise _refused(_("la commande n’a pas une seule ligne {sku}").format(sku=sku))
    return found[0]


def _amount(text: str) -> Money:
    amount = read_amount(text)
    if amount is None:
        raise _refused(_("«\u00a0{text}\u00a0» n’est pas un montant").format(text=text))
    return amount


def _refused(why: str) -> RefusedError:
    return RefusedError(
        _("Le remboursement n’a pas été demandé\u00a0: {why}.").format(why=why),
        _("Vérifiez les quantités et les montants, puis recommencez."),
    )


ORDERS_REFUND = CliCommand(
    ("orders", "refund"),
    later("Rembourser une commande dans sa boutique"),
    _arguments,
    _run,
)
