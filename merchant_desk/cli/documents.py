"""Write the documents of an order to a PDF file."""

import argparse
from pathlib import Path
from typing import TypeVar

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.queries.find_order import closed_parcels, order_by_text
from merchant_desk.queries.invoice_pages import invoice_page, invoices_of_order
from merchant_desk.queries.slips import orders_slip, parcel_slip
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import InvoiceId, ParcelId
from merchant_desk.values.texts import _, later

Id = TypeVar("Id", ParcelId, InvoiceId)
_KINDS = ("picking", "packing", "invoice")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("order", metavar=_("NUMÉRO"), help=_("numéro de la commande"))
    parser.add_argument("--kind", choices=_KINDS, required=True, help=_("quel document"))
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("FICHIER.pdf"), help=_("où l’écrire")
    )
    parser.add_argument(
        "--parcel", type=int, default=1, metavar="N", help=_("rang du colis ou de la facture")
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    order_id = counter.ask(order_by_text, arguments.order)
    if arguments.kind == "picking":
        told: object = counter.ask(orders_slip, [order_id], utc_now())
    elif arguments.kind == "packing":
        parcel_id = _nth(counter.ask(closed_parcels, order_id), arguments.parcel)
        told = counter.ask(parcel_slip, parcel_id, utc_now())
    else:
        invoice_id = _nth(counter.ask(invoices_of_order, order_id), arguments.parcel)
        told = counter.ask(invoice_page, invoice_id)
    content = paper_bytes([told])
    write_bytes(arguments.to, content)
    facts = {"file": str(arguments.to), "bytes": len(content), "kind": arguments.kind}
    counter.answer(facts, _("Document écrit\u00a0: {file}").format(file=arguments.to))
    return 0


def _nth(found: tuple[Id, ...], rank: int) -> Id:
    if 1 <= rank <= len(found):
        return found[rank - 1]
    raise RefusedError(
        _("Le document n’a pas été écrit\u00a0: ce colis n’existe pas."),
        _("Cette commande a {count} colis fermés.").format(count=len(found)),
    )


DOCUMENTS = CliCommand(("documents",), later("Écrire le PDF d’une commande"), _arguments, _run)
