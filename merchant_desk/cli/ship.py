"""``ship``: ship whole orders without scanning, all that may leave in one transaction."""

import argparse
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.operations.close_parcel import ParcelClosed
from merchant_desk.operations.set_tracking import release_shipment
from merchant_desk.operations.ship_orders import ShippedOrders, ship_orders
from merchant_desk.queries.find_order import order_by_text
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _, later, ngettext


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "orders", nargs="+", metavar=_("NUMÉRO"), help=_("numéros des commandes à expédier")
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    wanted = [counter.ask(order_by_text, each) for each in arguments.orders]
    shipped = counter.do(ship_orders, counter.gesture(), list(dict.fromkeys(wanted)))
    counter.do(_tell_now, counter.gesture(), shipped)
    refused = [f"{each.number}\u00a0: {each.reason}" for each in shipped.refused]
    left = [_sentence(each) for each in shipped.closed]
    counter.answer(_facts(shipped), "\n".join([_counted(shipped), *left, *refused]))
    return 1 if shipped.refused else 0


def _tell_now(session: Session, gesture: Gesture, shipped: ShippedOrders) -> None:
    """Without a number on the command line the shipments wait for none."""
    for closed in shipped.closed:
        if closed.wants_tracking:
            release_shipment(session, gesture, closed.parcel_id)


def _facts(shipped: ShippedOrders) -> dict[str, Any]:
    return {
        "shipped": [
            {
                "order": each.order_number,
                "order_id": id_text(each.order_id),
                "parcel_id": id_text(each.parcel_id),
                "parcel": each.parcel_number,
                "invoice": each.invoice.number,
                "invoice_id": id_text(each.invoice.invoice_id),
                "total_cents": each.invoice.total.cents,
            }
            for each in shipped.closed
        ],
        "refused": [{"number": each.number, "reason": each.reason} for each in shipped.refused],
    }


def _counted(shipped: ShippedOrders) -> str:
    count = len(shipped.closed)
    words = ngettext("{n} commande expédiée.", "{n} commandes expédiées.", count)
    return words.format(n=number(count))


def _sentence(closed: ParcelClosed) -> str:
    return _("{order}\u00a0: colis {parcel}, facture {invoice}").format(
        order=closed.order_number,
        parcel=number(closed.parcel_number),
        invoice=closed.invoice.number,
    )


SHIP = CliCommand(("ship",), later("Expédier des commandes sans scanner"), _arguments, _run)
