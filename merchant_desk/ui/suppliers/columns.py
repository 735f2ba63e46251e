"""The columns of the list of suppliers, and of the articles of one."""

from merchant_desk.queries.lead_times import LeadTime
from merchant_desk.queries.supplier_list import SupplierRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.purchase_words import days_words, working_days_words
from merchant_desk.values.texts import _

_GOOD, _FAIR = 9_000, 7_000


def supplier_columns() -> tuple[Column[SupplierRow], ...]:
    """Return what is told of each supplier."""
    return (
        Column(
            "name",
            _("Fournisseur"),
            lambda row: row.name,
            220,
            sort="name",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("city", _("Ville"), lambda row: row.city or "—", 120, gives_way=True),
        Column(
            "articles", _("Articles"), lambda row: number(row.articles), 84, sort="articles",
            numeric=True,
        ),
        Column(
            "open", _("En cours"), lambda row: number(row.open_orders), 88, sort="open",
            numeric=True,
        ),
        Column("promised", _("Délai promis"), _promised, 128, sort="promised"),
        Column("measured", _("Délai mesuré"), _measured, 190),
        Column("on_time", _("À l’heure"), _on_time, 104, chip=_on_time_chip),
        Column("minimum", _("Minimum"), lambda row: euros(row.minimum), 100, numeric=True,
               gives_way=True),
    )  # fmt: skip


def _promised(row: SupplierRow) -> str:
    return "—" if row.lead_days is None else working_days_words(row.lead_days)


def measured_words(measured: LeadTime | None) -> str:
    """Return the mean and the worst of the delays measured."""
    if measured is None:
        return "—"
    words = _("{mean}, au pire {worst}")
    mean = days_words(measured.mean_tenths)
    return words.format(mean=mean, worst=number(measured.worst_days))


def _measured(row: SupplierRow) -> str:
    return measured_words(row.measured)


def _share(row: SupplierRow) -> int | None:
    return None if row.measured is None else row.measured.on_time_bp


def _on_time(row: SupplierRow) -> str:
    share = _share(row)
    return "—" if share is None else rate(share // 100 * 100)


def _on_time_chip(row: SupplierRow) -> ChipText | None:
    share = _share(row)
    if share is None:
        return None
    tone = Tone.OK if share >= _GOOD else Tone.WARN if share >= _FAIR else Tone.BAD
    return ChipText(_on_time(row), tone)
