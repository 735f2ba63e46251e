"""The columns of the list of issued documents, and of the drafts."""

from merchant_desk.queries.invoice_drafts import DraftRow
from merchant_desk.queries.invoices import InvoiceRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.invoice_words import kind_words, state_chip
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, moment, short_date
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.texts import _

_ICONS = {True: "store", False: ""}


def _state(row: InvoiceRow) -> ChipText:
    return state_chip(row.state)


def _customer(row: InvoiceRow) -> str:
    nobody = _("Comptoir") if row.kind is InvoiceKind.TICKET else _("Client effacé")
    return row.customer or nobody


def _due(row: InvoiceRow) -> str:
    return short_date(row.due_on) if row.left.cents > 0 else "—"


def _left(row: InvoiceRow) -> str:
    return euros(row.left) if row.left else "—"


def invoice_columns() -> tuple[Column[InvoiceRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (*_who_and_when(), *_how_much())


def _who_and_when() -> tuple[Column[InvoiceRow], ...]:
    return (
        Column(
            "number",
            _("Numéro"),
            lambda row: row.number,
            142,
            sort="number",
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("kind", _("Nature"), lambda row: kind_words(row.kind, short=True), 100),
        Column("issued", _("Date"), lambda row: short_date(row.issued_on), 104, sort="issued"),
        Column(
            "customer",
            _("Client"),
            _customer,
            160,
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("order", _("Commande"), lambda row: row.order_number or "—", 92, gives_way=True),
    )


def _how_much() -> tuple[Column[InvoiceRow], ...]:
    return (
        Column(
            "total",
            _("Total TTC"),
            lambda row: euros(row.total),
            104,
            sort="total",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("left", _("Reste dû"), _left, 98, numeric=True),
        Column("due", _("Échéance"), _due, 102, sort="due"),
        Column("state", _("État"), lambda row: _state(row).text, 142, chip=_state),
    )


def draft_columns() -> tuple[Column[DraftRow], ...]:
    """Return the columns of what is still being written."""
    return (
        Column(
            "title",
            _("Brouillon"),
            lambda row: row.title,
            260,
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("kind", _("Nature"), lambda row: kind_words(row.kind), 160),
        Column("lines", _("Lignes"), lambda row: str(row.lines), 76, numeric=True),
        Column("changed", _("Modifié"), lambda row: moment(row.changed_at), 150),
        Column("by", _("Par"), lambda row: row.by or "—", 150),
    )
