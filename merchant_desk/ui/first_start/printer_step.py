"""Step 4: which printer takes the papers, which the tickets, and a page to see it come out."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.queries.settings import Settings
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.step_page import StepPage
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.settings import (
    PRINTER_INVOICE,
    PRINTER_PACKING,
    PRINTER_PICKING,
    PRINTER_TICKET,
    Setting,
)
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import DocumentKind

_PAPERS = (PRINTER_INVOICE, PRINTER_PACKING, PRINTER_PICKING)
_KINDS: tuple[tuple[DocumentKind, str, tuple[Setting[str], ...]], ...] = (
    (DocumentKind.INVOICE, later("Factures et bons, sur A4"), _PAPERS),
    (DocumentKind.TICKET, later("Tickets de caisse"), (PRINTER_TICKET,)),
)


class PrinterStep(StepPage):
    """A choice is kept at once; without a printer, papers are written as PDF files."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Vos imprimantes"),
            _("Sans imprimante choisie, chaque papier est écrit en PDF dans le dossier."),
        )
        self.kept = KeptSettings(desk, self)
        self._printers: tuple[str, ...] = ()
        self._stored: Settings | None = None
        self.choices: dict[DocumentKind, Select] = {}
        self.tests: dict[DocumentKind, Button] = {}
        self.said = Banner(shell.theme)
        card = Card(shell.theme, _("Qui imprime quoi"))
        for kind, words, settings in _KINDS:
            card.body.addLayout(self._line(kind, words, settings))
        note = _("Les imprimantes d’étiquettes se choisissent dans les Réglages, Imprimantes.")
        card.body.addWidget(caption(shell.theme, note))
        self.cards.addWidget(card)
        self.cards.addWidget(self.said)
        self.kept.read.connect(self._show_settings)

    def _line(
        self, kind: DocumentKind, words: str, settings: tuple[Setting[str], ...]
    ) -> QHBoxLayout:
        theme = self.shell.theme
        choice = Select(theme, _(words))
        choice.setMinimumWidth(220)
        test = Button(theme, _("Page d’essai"), icon="printer")
        test.setAccessibleName(_("Page d’essai\u00a0: {document}").format(document=_(words)))
        choice.activated.connect(partial(self._on_chosen, kind, settings))
        test.clicked.connect(partial(self._on_test, kind))
        self.choices[kind], self.tests[kind] = choice, test
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(TextLabel(theme, _(words), Role.STRONG), 1)
        row.addWidget(choice, 1)
        row.addWidget(test)
        return row

    def reload(self) -> None:
        """Ask for the printers of the computer and what is chosen."""
        self.kept.ask()
        self.desk.network(self._show_printers, self.shell.services.printer_names)

    def first_control(self) -> QWidget | None:
        """Begin with the papers."""
        return self.choices[DocumentKind.INVOICE]

    def _show_printers(self, names: tuple[str, ...]) -> None:
        self._printers = names
        self._show_choices()

    def _show_settings(self, stored: Settings) -> None:
        self._stored = stored
        self._show_choices()

    def _show_choices(self) -> None:
        if self._stored is None:
            return
        for kind, _words, settings in _KINDS:
            chosen = self._stored.get(settings[0])
            select = self.choices[kind]
            select.clear()
            select.addItem(_("PDF dans le dossier"), "")
            for name in self._printers:
                select.addItem(name, name)
            if chosen and chosen not in self._printers:
                select.addItem(_("{name} (absente)").format(name=chosen), chosen)
            select.setCurrentIndex(max(0, select.findData(chosen)))

    def _on_chosen(
        self, kind: DocumentKind, settings: tuple[Setting[str], ...], _index: int
    ) -> None:
        for setting in settings:
            self.kept.keep(setting, str(self.choices[kind].currentData() or ""))

    def _on_test(self, kind: DocumentKind, _checked: bool = False) -> None:
        printer = str(self.choices[kind].currentData() or "")
        send = self.shell.services.print_test_page
        ticket = self.desk.network(self._on_sent, send, self.desk.gesture(), kind, printer)
        ticket.or_else(self._on_failed)

    def _on_sent(self, said: str) -> None:
        advice = _("Elle montre le format, les accents et un code à scanner. Rien ne sort\u00a0? ")
        way = _("Essayez une autre imprimante de la liste, ou passez.")
        self.said.show_message(BannerText(Tone.OK, said, f"{advice.strip()} {way}"))

    def _on_failed(self, trouble: DeskError) -> None:
        self.said.show_message(BannerText(Tone.BAD, trouble.title, trouble.advice))
