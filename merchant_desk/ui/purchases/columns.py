"""The columns of the list of invoices received."""

from merchant_desk.queries.supplier_invoices import SupplierInvoiceRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.purchases.words import findings_words, kind_words, state_chip
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.texts import _


def purchase_columns() -> tuple[Column[SupplierInvoiceRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (*_identity(), *_days(), *_money(), *_checks())


def _due(row: SupplierInvoiceRow) -> str:
    return short_date(row.due_on) if row.left else "—"


def _late(row: SupplierInvoiceRow) -> ChipText | None:
    return ChipText(_due(row), Tone.BAD, icon="clock-alert") if row.late else None


def _left(row: SupplierInvoiceRow) -> str:
    return euros(row.left) if row.left else "—"


def _matched(row: SupplierInvoiceRow) -> str:
    if not row.lines:
        return "—"
    return _("{n} sur {total}").format(n=number(row.matched), total=number(row.lines))


def _findings(row: SupplierInvoiceRow) -> ChipText:
    tone = Tone.WARN if row.findings else Tone.OK
    return ChipText(findings_words(row.findings), tone, quiet=not row.findings)


def _identity() -> tuple[Column[SupplierInvoiceRow], ...]:
    return (
        Column(
            "supplier",
            _("Fournisseur"),
            lambda row: row.supplier,
            216,
            sort="supplier",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("number", _("Numéro"), lambda row: row.number, 126, sort="number"),
        Column("kind", _("Nature"), lambda row: kind_words(row.kind), 86, gives_way=True),
    )


def _days() -> tuple[Column[SupplierInvoiceRow], ...]:
    return (
        Column("issued", _("Date"), lambda row: short_date(row.issue_date), 98, sort="issued"),
        Column("due", _("Échéance"), _due, 128, sort="due", chip=_late),
    )


def _money() -> tuple[Column[SupplierInvoiceRow], ...]:
    return (
        Column(
            "total",
            _("Total TTC"),
            lambda row: euros(row.total),
            94,
            sort="total",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("left", _("Reste"), _left, 94, numeric=True),
    )


def _checks() -> tuple[Column[SupplierInvoiceRow], ...]:
    return (
        Column("matched", _("Articles"), _matched, 76, gives_way=True),
        Column(
            "findings",
            _("Contrôle"),
            lambda row: findings_words(row.findings),
            120,
            chip=_findings,
        ),
        Column(
            "state", _("État"), lambda row: state_chip(row.state).text, 110,
            chip=lambda row: state_chip(row.state),
        ),
    )  # fmt: skip
