"""The one way in for an invoice of a supplier: dropped, imported, or delivered by the platform."""

from collections.abc import Callable

from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.operations.import_supplier_invoice import import_supplier_invoice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.supplier_invoices import SupplierImported

Write = Callable[..., SupplierImported]
"""Runs an operation in a transaction of its own and waits for it: ``Counter.do``, or the lanes'."""


def receive_invoice(write: Write, gesture: Gesture, file: ReceivedFile) -> SupplierImported:
    """Read a file outside any transaction, then keep it; never in the window's thread.

    Raises RefusedError for a file that is not taken, AlreadyReceivedError for one taken before.
    """
    received = read_invoice_file(file.name, file.data)
    return write(import_supplier_invoice, gesture, received, file)
