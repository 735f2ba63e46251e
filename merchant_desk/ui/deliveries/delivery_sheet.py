"""One delivery beside the list: what came, its costs on the way, what is claimed for it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from merchant_desk.documents import draw_claim_letter
from merchant_desk.documents.writing.pdf_folder import write_over
from merchant_desk.errors import DeskError
from merchant_desk.operations.claim_goods import claim_goods
from merchant_desk.operations.spread_charges import add_charge
from merchant_desk.operations.turn_claim import turn_claim
from merchant_desk.queries.claims import ClaimCard, claim_letter
from merchant_desk.queries.delivery_view import DeliveryView, delivery_view
from merchant_desk.ui.deliveries.charge_part import ChargePart
from merchant_desk.ui.deliveries.claim_part import ClaimPart
from merchant_desk.ui.deliveries.goods_rows import count_words, lots_words, state_words
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.claim_letter import ClaimLetter
from merchant_desk.values.clock import utc_now
from merchant_desk.values.deliveries import ClaimAsked
from merchant_desk.values.file_name import file_name
from merchant_desk.values.goods_words import ClaimState, Spread
from merchant_desk.values.ids import ClaimId, DeliveryId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_TABLES = frozenset(
    {"batch", "delivery", "delivery_scan", "delivery_charge", "claim", "claim_line"}
)


class DeliverySheet(QObject):
    """``unload_wanted`` goes on unloading it."""

    unload_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._question = LatestQuestion(desk)
        self._delivery_id: DeliveryId | None = None
        self._claim: ClaimCard | None = None
        self.view: DeliveryView | None = None
        self.sheet = shell.new_sheet(screen, _("Réception"))
        self.banner = Banner(theme)
        self.goods = Card(theme, _("Articles"))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.goods.body.addLayout(self.lines)
        self.charges = ChargePart(theme)
        self.claims = ClaimPart(theme)
        self.go_on = Button(theme, _("Continuer à scanner"), kind=Kind.PRIMARY, icon="scan-barcode")
        for part in (self.banner, self.goods, self.claims, self.charges):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go_on)
        self._connect()

    def _connect(self) -> None:
        self.go_on.clicked.connect(self._on_go_on)
        self.charges.added.connect(self._on_charge)
        self.claims.asked.connect(self._on_claim)
        self.claims.turned.connect(self._on_turned)
        self.claims.letter_wanted.connect(self._on_letter)
        self._desk.changed.connect(self._on_changed)

    def open_delivery(self, delivery_id: DeliveryId, *, unloading: bool = False) -> None:
        """Show this delivery."""
        self._delivery_id = delivery_id
        self.banner.hide()
        self.charges.begin()
        self.claims.detail.set_value("")
        self.goods.setVisible(not unloading)
        self.go_on.setVisible(not unloading)
        self._ask()
        self.sheet.open_sheet()

    def _ask(self) -> None:
        if self._delivery_id is not None:
            self._question.ask(self._show_view, delivery_view, self._delivery_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.sheet.isVisible() and tables & _TABLES:
            self._ask()

    def _show_view(self, view: DeliveryView | None) -> None:
        if view is None:
            self.sheet.close_sheet()
            return
        self.view = view
        self.sheet.title.setText(_("Réception {number}").format(number=view.number))
        told = (view.supplier or _("sans fournisseur"), view.purchase_number, view.slip_number)
        self.sheet.subtitle.setText(" · ".join(filter(None, told)))
        clear(self.lines)
        for line in view.lines:
            parts = (line.sku, state_words(line), lots_words(line))
            note = " · ".join(filter(None, parts))
            self.lines.addWidget(Line(self._shell.theme, line.name, count_words(line), note))
        self.charges.show_charges(view)
        self.claims.show_claims(view)
        self.go_on.setEnabled(view.open)

    def _on_go_on(self) -> None:
        self.sheet.close_sheet()
        self.unload_wanted.emit(self._delivery_id)

    def _on_charge(self, label: str, amount: Money, spread: str) -> None:
        if self._delivery_id is not None:
            gesture = self._desk.gesture()
            self._desk.write(
                self._show_done, add_charge, gesture, self._delivery_id, label, amount,
                Spread(spread),
            ).or_else(self._show_refused)  # fmt: skip

    def _on_claim(self, asked: ClaimAsked) -> None:
        if self._delivery_id is not None:
            gesture = self._desk.gesture()
            ticket = self._desk.write(
                self._show_done, claim_goods, gesture, self._delivery_id, asked
            )
            ticket.or_else(self._show_refused)

    def _on_turned(self, claim_id: ClaimId, state: str) -> None:
        gesture = self._desk.gesture()
        ticket = self._desk.write(self._show_done, turn_claim, gesture, claim_id, ClaimState(state))
        ticket.or_else(self._show_refused)

    def _show_done(self, _answer: object) -> None:
        self.banner.hide()
        self.charges.begin()
        self.claims.detail.set_value("")
        self._ask()

    def _on_letter(self, claim: ClaimCard) -> None:
        self._claim = claim
        title = _("Enregistrer la lettre")
        named = file_name(_("Réclamation {number}").format(number=claim.number))
        path, _filter = QFileDialog.getSaveFileName(self._screen, title, named, "PDF (*.pdf)")
        if path:
            self.save_letter(claim.claim_id, Path(path))

    def save_letter(self, claim_id: ClaimId, path: Path) -> None:
        """Write the letter to this file."""
        self._path = path
        self._desk.read(self._show_letter, claim_letter, claim_id, utc_now()).or_else(
            self._show_refused
        )

    def _show_letter(self, letter: ClaimLetter) -> None:
        ticket = self._desk.network(self._show_saved, write_letter, letter, self._path)
        ticket.or_else(self._show_refused)

    def _show_saved(self, path: Path) -> None:
        self._shell.toast(_("Fichier enregistré\u00a0: {file}").format(file=path.name))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.to_top()


def write_letter(letter: ClaimLetter, path: Path) -> Path:
    """Draw a letter into a file, on a network lane."""
    write_over(path, draw_claim_letter(letter))
    return path
