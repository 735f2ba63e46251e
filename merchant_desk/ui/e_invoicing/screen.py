"""Facturation électronique: invoices to send, files exchanged, reports of sales."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.queries.platform_account import platform_account
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.e_invoicing.ereport_page import EreportPage
from merchant_desk.ui.e_invoicing.flows_page import FlowsPage
from merchant_desk.ui.e_invoicing.to_send_page import ToSendPage
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.values.platform_set_up import PlatformSetUp
from merchant_desk.values.texts import _

TO_SEND, FLOWS, REPORTS = "to_send", "flows", "reports"


class EInvoicingScreen(Screen):
    """Three tabs; without an account everything can still be built and carried by hand."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"invoice", "platform_flow", "invoice_status", "ereport", "setting"}
    )
    help_page: ClassVar[str] = "e_invoicing"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._set_up = False
        self.strip = TabStrip(theme, _("Vues de la facturation électronique"))
        self.exchange = Button(theme, _("Échanger maintenant"), icon="refresh-cw")
        self.account = Button(theme, _("Connecter une plateforme"), kind=Kind.LINK, icon="plug")
        self.banner = Banner(theme)
        self.to_send = ToSendPage(desk, shell)
        self.flows = FlowsPage(desk, shell, self)
        self.reports = EreportPage(desk, shell, self)
        self.pages = QStackedWidget()
        self._build()
        self.strip.tabs.chosen.connect(self._on_tab)
        self.exchange.clicked.connect(self._on_exchange)
        self.account.clicked.connect(self._on_account)
        self.to_send.queued.connect(self._on_queued)
        self.reports.queued.connect(self._on_queued)

    def _build(self) -> None:
        self.strip.add_action(self.account)
        self.strip.add_action(self.exchange)
        for page in (self.to_send, self.flows, self.reports):
            self.pages.addWidget(page)
        self.strip.tabs.show_tabs(_tabs())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        self.banner.hide()
        self.exchange.hide()

    def title(self) -> str:
        """Return the title of the page."""
        return _("Facturation électronique")

    def reload(self) -> None:
        """Ask for the account and for the page that is seen."""
        station = self.desk.gesture().station_id
        self.desk.read(self._show_account, platform_account, station)
        self._ask_page()

    def arrive(self, **argument: object) -> None:
        """Show one view (``tab``)."""
        self.strip.tabs.choose(str(argument.get("tab", TO_SEND)))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Échanger avec la plateforme agréée"), "", self._on_exchange, "refresh-cw"),
        )

    def _show_account(self, account: PlatformSetUp) -> None:
        self._set_up = account.is_complete
        self.reports.by_hand = not account.is_complete
        self.exchange.setVisible(account.is_complete)
        self.account.setVisible(not account.is_complete)
        if account.is_complete:
            self.banner.hide()
        else:
            self.banner.show_message(
                BannerText(
                    Tone.INFO,
                    _("Aucune plateforme agréée n’est connectée."),
                    _(
                        "Les fichiers se préparent et s’exportent\u00a0: déposez-les sur le site "
                        "de votre plateforme, puis notez ici le statut qu’elle donne."
                    ),
                )
            )

    def _on_tab(self, key: str) -> None:
        keys = [tab.key for tab in _tabs()]
        self.pages.setCurrentIndex(keys.index(key) if key in keys else 0)
        self._ask_page()

    def _ask_page(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, ToSendPage | FlowsPage | EreportPage):
            page.ask()

    def _on_queued(self) -> None:
        if self._set_up:
            self._on_exchange()
        else:
            self.strip.tabs.choose(FLOWS)

    def _on_exchange(self) -> None:
        self.exchange.setEnabled(False)
        ticket = self.desk.network(self._on_exchanged, self.shell.services.e_invoicing.exchange)
        ticket.or_else(self._on_failed)

    def _on_exchanged(self, _done: object) -> None:
        self.exchange.setEnabled(True)
        self.shell.toast(_("Échange terminé"))
        self._ask_page()

    def _on_failed(self, trouble: DeskError) -> None:
        self.exchange.setEnabled(True)
        self.shell.banner(trouble.title, trouble.advice)

    def _on_account(self) -> None:
        self.shell.navigate("settings", section="platform")


def _tabs() -> list[Tab]:
    return [
        Tab(TO_SEND, _("À envoyer")),
        Tab(FLOWS, _("Fichiers échangés")),
        Tab(REPORTS, _("E-reporting")),
    ]
