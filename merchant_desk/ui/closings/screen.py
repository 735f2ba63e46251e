"""Clôtures: what is to close, what was closed, the journal, and proof that nothing changed."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from merchant_desk.operations.close_period import CloseAsked, PeriodClosed, close_period
from merchant_desk.queries.closing_list import ClosingList, ClosingRow, EventList, EventRow
from merchant_desk.queries.days_to_close import ToClose, days_to_close, expected_in_drawer
from merchant_desk.ui.closings.close_sheet import CloseSheet
from merchant_desk.ui.closings.columns import closing_columns, event_columns
from merchant_desk.ui.closings.papers import ARCHIVE, CERTIFICATE, FiscalPapers
from merchant_desk.ui.closings.period_sheet import PeriodSheet
from merchant_desk.ui.closings.to_close_card import ToCloseCard
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.values.chain_report import ChainReport
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.fiscal_periods import FiscalPeriod
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext

_DONE, _JOURNAL = "done", "journal"


class ClosingsScreen(Screen):
    """Enter on a closing shows its anchor; Ctrl+Enter closes what comes first."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"closing", "invoice", "fiscal_event", "payment", "drawer_move", "archive"}
    )
    help_page: ClassVar[str] = "closings"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._wanted: FiscalPeriod | None = None
        self.strip = TabStrip(theme, _("Clôtures et journal"))
        self.verify = Button(theme, _("Vérifier maintenant"), icon="list-checks")
        self.certify = Button(theme, _("Certificat"), icon="file-text")
        self.archive = Button(theme, _("Archive"), icon="download")
        self.banner = Banner(theme)
        self.card = ToCloseCard(theme)
        self.pages = QStackedWidget()
        self.done: RowTable[ClosingRow] = RowTable(
            desk,
            theme,
            name="closings",
            label=_("Clôtures faites"),
            columns=closing_columns(),
            row_id=lambda row: row.id,
            checkable=False,
        )
        self.events: RowTable[EventRow] = RowTable(
            desk,
            theme,
            name="fiscal_events",
            label=_("Journal des événements"),
            columns=event_columns(),
            row_id=lambda row: row.id,
            checkable=False,
        )
        self.close_sheet = CloseSheet(shell, self)
        self.period_sheet = PeriodSheet(shell, self)
        self.papers = FiscalPapers(desk, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.shell.theme
        self.strip.tabs.show_tabs(
            [Tab(_DONE, _("Clôtures"), None), Tab(_JOURNAL, _("Journal"), None)]
        )
        for button in (self.verify, self.certify, self.archive):
            self.strip.add_action(button)
        self.done.set_empty(EmptyState(theme, _nothing_closed()))
        self.events.set_empty(EmptyState(theme, _nothing_noted()))
        self.pages.addWidget(self.done)
        self.pages.addWidget(self.events)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addWidget(self.card)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.done)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_tab)
        self.verify.clicked.connect(self.papers.verify)
        self.certify.clicked.connect(self._on_certify)
        self.archive.clicked.connect(self._on_archive)
        self.card.wanted.connect(self._on_wanted)
        self.close_sheet.asked.connect(self._on_close)
        self.period_sheet.chosen.connect(self.papers.write)
        self.papers.verified.connect(self._show_report)
        self.done.activated.connect(self._on_row)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Clôtures")

    def reload(self) -> None:
        """Ask what is to close, what was closed and the journal."""
        self.desk.read(
            self._show_to_close, days_to_close, self.desk.gesture().station_id, utc_now()
        )
        self.done.ask(ClosingList())
        self.events.ask(EventList())

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Clôturer ce qui vient d’abord"), "Ctrl+Return", self._on_first, "check"),
            Command(_("Vérifier maintenant"), "Ctrl+Shift+V", self.papers.verify, "list-checks"),
            Command(_("Archive d’une période"), "Ctrl+E", self._on_archive, "download"),
            Command(_("Certificat de continuité"), "", self._on_certify, "file-text"),
            Command(_("Ouvrir l’école"), "", self._on_school, "book-open"),
        )

    def on_refused(self, title: str, advice: str) -> bool:
        """Say above the list why nothing was closed."""
        self.banner.show_message(BannerText(Tone.BAD, title, advice, closable=True))
        return True

    def _show_to_close(self, told: ToClose) -> None:
        self.card.show_periods(told)

    def _on_tab(self, key: str) -> None:
        journal = key == _JOURNAL
        self.card.setVisible(not journal)
        self.pages.setCurrentIndex(int(journal))

    def _on_first(self) -> None:
        if self.card.buttons:
            self.card.buttons[0].click()

    def _on_wanted(self, period: FiscalPeriod) -> None:
        self._wanted = period
        station = self.desk.gesture().station_id
        self.desk.read(self._open_sheet, expected_in_drawer, station, period.first, utc_now())

    def _open_sheet(self, expected: Money) -> None:
        if self._wanted is not None:
            self.close_sheet.open_for(self._wanted, expected)

    def _on_close(self, asked: CloseAsked) -> None:
        self.desk.write(self._show_closed, close_period, self.desk.gesture(), asked)

    def _show_closed(self, closed: PeriodClosed) -> None:
        title = _("{period}\u00a0: clôture faite, {total}").format(
            period=closed.period.words, total=euros(closed.totals.total)
        )
        advice = _("Repère à garder hors de l’ordinateur\u00a0: {anchor}")
        self.banner.show_message(
            BannerText(Tone.OK, title, advice.format(anchor=closed.anchor), closable=True)
        )

    def _on_row(self, row: ClosingRow) -> None:
        title = _("{period}\u00a0: repère").format(period=row.period.words)
        self.banner.show_message(BannerText(Tone.INFO, title, row.anchor, closable=True))

    def _on_certify(self) -> None:
        words = _(
            "Un PDF qui prouve que les numéros se suivent sans manque ni doublon, dans l’ordre "
            "des dates. Tout est vérifié avant."
        )
        today = paris_date(utc_now())
        self.period_sheet.open_for(CERTIFICATE, _("Certificat de continuité"), words, "pdf", today)

    def _on_archive(self) -> None:
        words = _(
            "Un fichier ZIP pour un contrôle\u00a0: les pièces, la chaîne, les clôtures, le "
            "journal et le programme qui vérifie tout sans Merchant Desk."
        )
        today = paris_date(utc_now())
        self.period_sheet.open_for(ARCHIVE, _("Archive d’une période"), words, "zip", today)

    def _on_school(self) -> None:
        """Open a copy of the shop to practise in."""
        if (opens := self.shell.services.open_school) is not None:
            self.desk.network(self._show_school, opens, self.desk.gesture())

    def _show_school(self, _opened: object) -> None:
        self.shell.toast(_("L’école s’ouvre dans une autre fenêtre."))

    def _show_report(self, report: ChainReport) -> None:
        self.banner.show_message(_report_text(report))


def _report_text(report: ChainReport) -> BannerText:
    if report.holds:
        title = _("Tout tient\u00a0: {n} maillons vérifiés").format(n=number(report.links))
        text = ngettext(
            "{n} maillon récent n’est pas signé\u00a0: aucune clé ne répond.",
            "{n} maillons récents ne sont pas signés\u00a0: aucune clé ne répond.",
            report.unsigned,
        )
        advice = text.format(n=number(report.unsigned)) if report.unsigned else ""
        return BannerText(Tone.WARN if advice else Tone.OK, title, advice, closable=True)
    text = ngettext(
        "{n} ligne n’est plus ce qui a été scellé",
        "{n} lignes ne sont plus ce qui a été scellé",
        len(report.problems),
    )
    first = "\n".join(each.sentence for each in report.problems[:5])
    return BannerText(Tone.BAD, text.format(n=number(len(report.problems))), first, closable=True)


def _nothing_closed() -> EmptyText:
    return EmptyText(
        "clipboard-list",
        _("Aucune clôture"),
        _("À la fin de chaque journée de vente, clôturez-la\u00a0: ses totaux sont figés."),
    )


def _nothing_noted() -> EmptyText:
    return EmptyText("history", _("Journal vide"), _("Chaque événement fiscal s’écrit ici seul."))
