"""One report beside the list: what it says by day, and whether everything agrees."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from merchant_desk.queries.e_invoicing_lists import PeriodRow
from merchant_desk.queries.ereports import report_now
from merchant_desk.queries.reconcile_ereport import reconcile_ereport
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.e_invoicing.words import due_words, kind_name, period_words
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.settings.page import caption, clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.e_reporting import Category, DailySales, Reconciled, Report, ReportKind
from merchant_desk.values.french import euros, rate, short_date
from merchant_desk.values.ids import StationId
from merchant_desk.values.texts import _, later, ngettext

_SHOWN = 40
_CATEGORIES = {
    Category.GOODS: later("Biens"),
    Category.SERVICES: later("Services"),
    Category.NOT_FRENCH: later("Non taxé en France"),
    Category.MARGIN: later("Marge"),
}


class EreportSheet(QObject):
    """Asks for the report as it would be built now, and for what it must agree with."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._row: PeriodRow | None = None
        self._report: Report | None = None
        self._compared: Reconciled | None = None
        self.sheet = shell.new_sheet(screen, "")

    def open_period(self, row: PeriodRow, station_id: StationId, today: date) -> None:
        """Show this period."""
        self._row, self._report, self._compared = row, None, None
        period = row.period
        self.sheet.title.setText(_("E-reporting des ventes") if _sales(row) else _("Encaissements"))
        self.sheet.subtitle.setText(period_words(period))
        clear(self.sheet.body)
        self._desk.read(self._show_report, report_now, period)
        if _sales(row):
            self._desk.read(self._show_compared, reconcile_ereport, station_id, period, today)
        self.sheet.open_sheet()

    def _show_report(self, report: Report) -> None:
        if self._row is None or report.period != self._row.period:
            return
        self._report = report
        self._fill()

    def _show_compared(self, compared: Reconciled) -> None:
        if self._row is not None and compared.period == self._row.period:
            self._compared = compared
            self._fill()

    def _fill(self) -> None:
        report, compared = self._report, self._compared
        if report is None:
            return
        clear(self.sheet.body)
        if compared is not None:
            self._add_verdict(compared)
        elif self._row is not None and _sales(self._row):
            words = _("Rapprochement avec les documents en cours…")
            self.sheet.body.addWidget(caption(self._shell.theme, words))
        self.sheet.body.addWidget(self._amounts(report))
        if report.sales:
            self.sheet.body.addWidget(self._days(report.sales))
        if report.foreign:
            self.sheet.body.addWidget(self._abroad(report))
        if compared is not None:
            self.sheet.body.addWidget(self._sums(compared))
        self.sheet.body.addStretch(1)

    def _add_verdict(self, compared: Reconciled) -> None:
        if compared.holds:
            title = _("Tout concorde au centime")
            text = _("Ventes déclarées et factures électroniques font le total des documents.")
            box = TintBox(self._shell.theme, Tone.OK, "circle-check", title, text)
        else:
            title = _("Ce qui est déclaré diffère des documents")
            box = TintBox(self._shell.theme, Tone.BAD, "octagon-alert", title)
        self.sheet.body.addWidget(box)

    def _amounts(self, report: Report) -> SheetSection:
        part = SheetSection(self._shell.theme, kind_name(report.period.kind))
        part.add_pair(_("À envoyer avant le"), due_words(report.period))
        if report.period.kind is ReportKind.PAYMENTS:
            part.add_pair(_("Services encaissés"), euros(report.collected), Role.BOLD)
            return part
        part.add_pair(_("Hors taxes"), euros(report.base))
        part.add_pair(_("TVA"), euros(report.vat))
        part.add_pair(_("Total"), euros(report.base + report.vat), Role.BOLD)
        return part

    def _days(self, sales: Sequence[DailySales]) -> SheetSection:
        part = SheetSection(self._shell.theme, _("Par jour"))
        part.body.setSpacing(0)
        for each in sales[:_SHOWN]:
            name = f"{short_date(each.day)} · {_(_CATEGORIES[each.category])}"
            part.body.addWidget(
                Line(self._shell.theme, name, euros(each.base + each.vat), _rates(each))
            )
        if len(sales) > _SHOWN:
            part.add_text(_("La suite est dans le fichier exporté."), Role.CAPTION)
        return part

    def _abroad(self, report: Report) -> SheetSection:
        part = SheetSection(self._shell.theme, _("Entreprises à l’étranger"))
        for each in report.foreign[:_SHOWN]:
            part.add_pair(each.number, euros(each.total))
        return part

    def _sums(self, compared: Reconciled) -> SheetSection:
        count = len(compared.differences)
        words = ngettext("{n} écart", "{n} écarts", count).format(n=count) if count else ""
        part = SheetSection(self._shell.theme, _("Rapprochement"), words)
        for label, amount in (
            (_("Documents"), compared.documents),
            (_("Déclaré ici"), compared.reported),
            (_("Par factures électroniques"), compared.invoiced),
            (_("Hors déclaration"), compared.untold),
            (_("Clôtures"), compared.closed),
            (_("Écritures (hors taxes)"), compared.booked),
            (_("Commandes"), compared.ordered),
        ):
            part.add_pair(label, euros(amount))
        for each in compared.differences[:_SHOWN]:
            part.body.addWidget(
                Line(self._shell.theme, each.label, euros(each.amount), each.reason)
            )
        return part


def _sales(row: PeriodRow) -> bool:
    return row.period.kind is ReportKind.TRANSACTIONS


def _rates(sales: DailySales) -> str:
    told = ", ".join(f"{rate(each.rate_bp)}" for each in sales.rates)
    words = ngettext("{n} vente", "{n} ventes", sales.count).format(n=sales.count)
    return f"{words} · {told}"
