"""The columns of the list of orders to suppliers."""

from merchant_desk.queries.purchase_list import PurchaseRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.purchase_orders.words import expected_words, state_chip
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.purchases import OVER_STATES
from merchant_desk.values.texts import _


def order_columns() -> tuple[Column[PurchaseRow], ...]:
    """Return what is told of each order."""
    return (*_identity(), *_days(), *_amounts())


def _sent(row: PurchaseRow) -> str:
    return "—" if row.sent_at is None else short_date(paris_date(row.sent_at))


def _expected(row: PurchaseRow) -> str:
    if row.state in OVER_STATES:
        return "—"
    return expected_words(row.expected_on, confirmed=row.confirmed)


def _late(row: PurchaseRow) -> ChipText | None:
    if not row.late or row.expected_on is None:
        return None
    return ChipText(short_date(row.expected_on), Tone.BAD, icon="clock-alert")


def _received(row: PurchaseRow) -> str:
    return _("{n} sur {total}").format(n=number(row.received), total=number(row.units))


def _identity() -> tuple[Column[PurchaseRow], ...]:
    return (
        Column("number", _("Numéro"), lambda row: row.number, 124, sort="number"),
        Column(
            "supplier",
            _("Fournisseur"),
            lambda row: row.supplier,
            200,
            sort="supplier",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
    )


def _days() -> tuple[Column[PurchaseRow], ...]:
    return (
        Column("sent", _("Envoyée le"), _sent, 98, sort="sent", gives_way=True),
        Column("expected", _("Attendue"), _expected, 150, chip=_late),
    )


def _amounts() -> tuple[Column[PurchaseRow], ...]:
    return (
        Column(
            "lines", _("Lignes"), lambda row: number(row.lines), 64, numeric=True, gives_way=True
        ),
        Column("received", _("Reçu"), _received, 112, numeric=True),
        Column(
            "total",
            _("Total HT"),
            lambda row: euros(row.total),
            104,
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column(
            "state",
            _("État"),
            lambda row: state_chip(row.state).text,
            144,
            sort="state",
            chip=lambda row: state_chip(row.state),
        ),
    )
