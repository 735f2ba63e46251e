"""The columns of the tables of « Facturation électronique »."""

from merchant_desk.queries.e_invoices_to_send import EInvoiceToSend
from merchant_desk.queries.e_invoicing_lists import PeriodRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.e_invoicing.words import (
    due_words,
    flow_chip,
    flow_icon,
    flow_name,
    kind_name,
    period_chip,
    period_words,
)
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.e_reporting import ReportKind
from merchant_desk.values.french import euros, moment, short_date
from merchant_desk.values.platform_queue import FlowRow
from merchant_desk.values.texts import _


def to_send_columns() -> tuple[Column[EInvoiceToSend], ...]:
    """Return the columns of what is to be sent."""
    return (
        Column("day", _("Émise"), lambda row: short_date(row.issued_on), 110),
        Column("number", _("Numéro"), lambda row: row.number, 170, role=Role.STRONG, ink=Ink.TEXT),
        Column("buyer", _("Client"), lambda row: row.buyer, 220, ink=Ink.TEXT, stretch=True),
        Column(
            "total",
            _("Total TTC"),
            lambda row: euros(row.total),
            120,
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("state", _("État"), _ready, 250, chip=_ready_chip),
    )


def _ready(row: EInvoiceToSend) -> str:
    return row.missing[:1].upper() + row.missing[1:].rstrip(".") if row.missing else _("Prête")


def _ready_chip(row: EInvoiceToSend) -> ChipText:
    return ChipText(_ready(row), Tone.BAD if row.missing else Tone.OK, quiet=not row.missing)


def flow_columns() -> tuple[Column[FlowRow], ...]:
    """Return the columns of the files."""
    return (
        Column("at", _("Quand"), lambda row: moment(row.at), 130, ink=Ink.TEXT),
        Column(
            "what",
            _("Fichier"),
            flow_name,
            230,
            role=Role.STRONG,
            ink=Ink.TEXT,
            icon=flow_icon,
        ),
        Column("label", _("Numéro"), lambda row: row.label or "—", 190),
        Column("syntax", _("Format"), lambda row: row.syntax, 90, gives_way=True),
        Column("state", _("État"), lambda row: flow_chip(row).text, 190, chip=flow_chip),
        Column("why", _("Pourquoi"), lambda row: row.problem or "—", 220, stretch=True),
    )


def period_columns() -> tuple[Column[PeriodRow], ...]:
    """Return the columns of the reports."""
    return (
        Column(
            "what",
            _("E-reporting"),
            lambda row: kind_name(row.period.kind),
            140,
            role=Role.STRONG,
            ink=Ink.TEXT,
        ),
        Column(
            "period",
            _("Période"),
            lambda row: period_words(row.period),
            220,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("due", _("À envoyer avant le"), lambda row: due_words(row.period), 150),
        Column("base", _("Hors taxes"), _base, 120, numeric=True),
        Column("vat", _("TVA"), _vat, 110, numeric=True),
        Column("version", _("Version"), _version, 80, numeric=True, gives_way=True),
        Column("state", _("État"), lambda row: period_chip(row).text, 180, chip=period_chip),
    )


def _base(row: PeriodRow) -> str:
    if row.built is None:
        return "—"
    if row.period.kind is ReportKind.PAYMENTS:
        return euros(row.built.collected)
    return euros(row.built.base)


def _vat(row: PeriodRow) -> str:
    told = row.built is not None and row.period.kind is ReportKind.TRANSACTIONS
    return euros(row.built.vat) if told and row.built is not None else "—"


def _version(row: PeriodRow) -> str:
    return "—" if row.built is None else str(row.built.version)
