"""One file beside the list: what it is, the life of its invoice, what can be done with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from merchant_desk.operations.declare_collected import declare_collected
from merchant_desk.operations.note_flow import send_flow_again
from merchant_desk.operations.note_status import StatusNoted, note_status_by_hand
from merchant_desk.queries.platform_flows import invoice_statuses, supplier_invoice_statuses
from merchant_desk.rules.invoice_life import is_over
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.e_invoicing.status_form import StatusForm
from merchant_desk.ui.e_invoicing.status_timeline import StatusTimeline
from merchant_desk.ui.e_invoicing.words import flow_chip, flow_name
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.settings.page import buttons_row, clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.values.french import euros, moment
from merchant_desk.values.money import Money
from merchant_desk.values.platform_queue import FlowRow, StatusRow
from merchant_desk.values.platform_words import FlowState, StatusSource
from merchant_desk.values.texts import _, ngettext


class FlowSheet(QObject):
    """A side sheet that follows its invoice while it is open."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self.row: FlowRow | None = None
        self._by_hand: SheetSection | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.timeline = StatusTimeline(theme)
        self.form = StatusForm(theme)
        self.again = Button(theme, _("Envoyer maintenant"), icon="upload")
        self.export = Button(theme, _("Exporter…"), icon="download")
        self.collected = Button(theme, _("Dire encaissée"), icon="euro")
        self.sheet.footer.addWidget(self.export)
        self.sheet.footer.addWidget(self.again)
        self.sheet.footer.addStretch(1)
        self.form.noted.connect(self._on_noted)
        self.again.clicked.connect(self._on_again)
        self.export.clicked.connect(self._on_export)
        self.collected.clicked.connect(self._on_collected)

    def open_flow(self, row: FlowRow) -> None:
        """Show this file."""
        self.row = row
        self.sheet.title.setText(flow_name(row))
        self.sheet.subtitle.setText(row.label)
        self._fill(row)
        waiting = row.state in (FlowState.WAITING, FlowState.BY_HAND)
        self.again.setVisible(waiting)
        self.collected.hide()
        self._ask()
        self.sheet.open_sheet(self.export)

    def _fill(self, row: FlowRow) -> None:
        theme = self._shell.theme
        for kept in (self.timeline, self.form, self.collected):
            kept.setParent(None)
        self._by_hand = None
        clear(self.sheet.body)
        if row.problem:
            title = flow_chip(row).text
            self.sheet.body.addWidget(TintBox(theme, Tone.BAD, "octagon-alert", title, row.problem))
        facts = SheetSection(theme, _("Fichier"), flow_chip(row).text)
        facts.add_pair(_("Format"), row.syntax)
        facts.add_pair(_("Préparé"), moment(row.at))
        if row.submitted_at is not None:
            facts.add_pair(_("Envoyé"), moment(row.submitted_at))
        self.sheet.body.addWidget(facts)
        if row.invoice_id is not None or row.supplier_invoice_id is not None:
            life = SheetSection(theme, _("Cycle de vie"))
            life.body.addWidget(self.timeline)
            self.timeline.show()
            life.body.addLayout(buttons_row(self.collected))
            self.sheet.body.addWidget(life)
        if row.invoice_id is not None:
            words = _("Noter un statut lu sur le site de la plateforme")
            self._by_hand = SheetSection(theme, words)
            self._by_hand.body.addWidget(self.form)
            self._by_hand.hide()
            self.sheet.body.addWidget(self._by_hand)
        self.sheet.body.addStretch(1)

    def _ask(self) -> None:
        row = self.row
        if row is None:
            return
        if row.invoice_id is not None:
            self._desk.read(self._show_life, invoice_statuses, row.invoice_id)
        elif row.supplier_invoice_id is not None:
            bought = row.supplier_invoice_id
            self._desk.read(self._show_life, supplier_invoice_statuses, bought)

    def _show_life(self, rows: Sequence[StatusRow]) -> None:
        known = tuple(each.code for each in rows)
        self.timeline.show_statuses(rows)
        self.form.show_after(known)
        sold = self.row is not None and self.row.invoice_id is not None
        if self._by_hand is not None:
            self._by_hand.setVisible(sold and self.form.offers)
        self.collected.setVisible(sold and not is_over(known))

    def _on_noted(self, code: int, reason: str) -> None:
        if self.row is None or self.row.invoice_id is None:
            return
        gesture = self._desk.gesture()
        told = StatusNoted(
            code, gesture.at, StatusSource.HAND, reason, invoice_id=self.row.invoice_id
        )
        self._desk.write(self._on_written, note_status_by_hand, gesture, told)

    def _on_written(self, _new: bool) -> None:
        self._ask()

    def _on_collected(self) -> None:
        if self.row is not None and self.row.invoice_id is not None:
            gesture, invoice_id = self._desk.gesture(), self.row.invoice_id
            self._desk.write(self._on_told, declare_collected, gesture, invoice_id)

    def _on_told(self, amount: Money) -> None:
        self._shell.toast(_("Encaissement noté\u00a0: {amount}").format(amount=euros(amount)))
        self._ask()

    def _on_again(self) -> None:
        if self.row is not None:
            now = self._desk.gesture().at
            self._desk.write(self._on_released, send_flow_again, self.row.id, now)

    def _on_released(self, _answer: None) -> None:
        self.sheet.close_sheet()
        self._desk.network(None, self._shell.services.e_invoicing.exchange)

    def _on_export(self) -> None:
        dialog = QFileDialog(self._screen, _("Écrire dans ce dossier"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, folder: str) -> None:
        """Write the file into this folder."""
        if self.row is not None:
            export = self._shell.services.e_invoicing.export
            flows = (self.row.id,)
            gesture = self._desk.gesture()
            self._desk.network(self._on_exported, export, gesture, flows, Path(folder))

    def _on_exported(self, count: int) -> None:
        words = ngettext("{n} fichier écrit", "{n} fichiers écrits", count)
        self._shell.toast(words.format(n=count))
