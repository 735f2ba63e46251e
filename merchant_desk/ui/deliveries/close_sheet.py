"""« Terminer la réception »: what differs, what becomes of what is missing, and what follows."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.queries.delivery_differences import delivery_differences
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.labels.labels_print import LabelsPrint, print_words
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.claim_letter import claim_kind_words
from merchant_desk.values.deliveries import DeliveryClosed, Difference, OrderServed, Rest
from merchant_desk.values.french import number
from merchant_desk.values.goods_words import ClaimKind
from merchant_desk.values.ids import DeliveryId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _, ngettext


class CloseSheet(QObject):
    """``closed`` carries what the delivery was; ``claim_wanted`` asks for its claim."""

    closed = Signal(object)
    claim_wanted = Signal(object)
    prepare_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._delivery_id: DeliveryId | None = None
        self.done: DeliveryClosed | None = None
        self.sheet = shell.new_sheet(screen, _("Terminer la réception"))
        self.banner = Banner(theme)
        self.head = TextLabel(theme, "", Role.CARD_TITLE, wraps=True)
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.lines = QVBoxLayout()
        self.rest = SegmentedChoice(
            theme,
            _("Ce qui manque"),
            [(Rest.CLAIMED.value, _("À réclamer")), (Rest.EXPECTED.value, _("Viendra plus tard"))],
        )
        self._rest = QWidget()
        self.go = Button(theme, _("Terminer"), kind=Kind.PRIMARY, icon="package-check")
        self.claim = Button(theme, _("Voir la réclamation"), icon="file-text")
        self.labels = LabelsPrint(desk, shell, screen)
        self.tags = LabelsPrint(desk, shell, screen)
        self._labels, self._tags = self.labels.boxed(), self.tags.boxed()
        self.keep = Button(theme, _("Fermer"))
        self._build(shell)
        self.keep.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        self.claim.clicked.connect(self._on_claim)

    def _build(self, shell: Shell) -> None:
        choice = labelled(shell.theme, self.rest)
        choice.setContentsMargins(0, 8, 0, 0)
        self._rest.setLayout(choice)
        for part in (self.banner, self.head, self.words):
            self.sheet.body.addWidget(part)
        self.sheet.body.addLayout(self.lines)
        self.sheet.body.addWidget(self._rest)
        for each in (self._labels, self._tags):
            self.sheet.body.addWidget(each)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.keep)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.claim)
        self.sheet.footer.addWidget(self.go)

    def open(self, delivery_id: DeliveryId) -> None:
        """Show what differs before she ends it."""
        self._delivery_id, self.done = delivery_id, None
        self.banner.hide()
        self._show_buttons(ended=False)
        self.sheet.title.setText(_("Terminer la réception"))
        self.rest.choose(Rest.CLAIMED.value)
        self._desk.read(self._show_differences, delivery_differences, delivery_id)
        self.sheet.open_sheet(self.go)

    def _show_differences(self, found: tuple[Difference, ...]) -> None:
        clear(self.lines)
        self.head.setText(
            ngettext("{n} différence avec la commande", "{n} différences avec la commande",
                     len(found)).format(n=number(len(found)))
            if found
            else _("Tout ce qui a été scanné est en ordre")
        )  # fmt: skip
        self.words.setText(
            _("Elles deviennent une réclamation à envoyer au fournisseur.") if found else ""
        )
        for each in found:
            line = Line(self._shell.theme, each.name, units_words(each.units), each.sku)
            tone = Tone.WARN if each.kind is ClaimKind.SHORT else Tone.BAD
            line.add(Chip(self._shell.theme, ChipText(claim_kind_words(each.kind), tone)))
            self.lines.addWidget(line)
        self._rest.setVisible(any(each.kind is ClaimKind.SHORT for each in found))

    def _on_go(self) -> None:
        if self._delivery_id is not None:
            gesture = self._desk.gesture()
            rest = Rest(self.rest.key)
            ticket = self._desk.write(
                self._show_closed, close_delivery, gesture, self._delivery_id, rest
            )
            ticket.or_else(self._show_refused)

    def _show_closed(self, done: DeliveryClosed) -> None:
        self.done = done
        self.banner.hide()
        self._show_buttons(ended=True)
        self.sheet.title.setText(_("Réception {number} terminée").format(number=done.number))
        self.head.setText(_("Reçu\u00a0: {units}").format(units=units_words(done.units)))
        self.words.setText(_told(done))
        clear(self.lines)
        for order in done.served:
            self.lines.addWidget(self._served(order))
        self.claim.setVisible(bool(done.claim_number))
        self._offer_labels(done)
        self.closed.emit(done)

    def _served(self, order: OrderServed) -> Line:
        line = Line(self._shell.theme, order.number, note=order.customer)
        button = Button(self._shell.theme, _("Préparer"), icon="package-check")
        button.setAccessibleName(_("Préparer {order}").format(order=order.number))
        button.clicked.connect(partial(self._on_prepare, order))
        line.add(button)
        return line

    def _on_prepare(self, order: OrderServed) -> None:
        self.sheet.close_sheet()
        self.prepare_wanted.emit(order.order_id)

    def _on_claim(self) -> None:
        self.sheet.close_sheet()
        self.claim_wanted.emit(self._delivery_id)

    def _offer_labels(self, done: DeliveryClosed) -> None:
        came = [(each.product_id, each.units, each.lot_id) for each in done.labels]
        again = print_words(sum(each.units for each in done.labels))
        self.labels.offer(came, _("Étiquettes de ce qui est arrivé…"), again)
        self._labels.setVisible(bool(came))
        count = len(done.repriced)
        words = ngettext(
            "Imprimer {n} étiquette de prix changé",
            "Imprimer {n} étiquettes de prix changés",
            count,
        ).format(n=number(count))
        repriced = [(product_id, 1, None) for product_id in done.repriced]
        self.tags.offer(repriced, _("Étiquettes des prix changés…"), words)
        self._tags.setVisible(bool(repriced))

    def _show_buttons(self, *, ended: bool) -> None:
        self.go.setVisible(not ended)
        self.claim.setVisible(ended)
        self._labels.setVisible(False)
        self._tags.setVisible(False)
        self._rest.setVisible(False)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))


def _told(done: DeliveryClosed) -> str:
    told = []
    if done.claim_number:
        told.append(_("Réclamation {number} à envoyer.").format(number=done.claim_number))
    if done.served:
        words = ngettext(
            "{n} commande attendait ces articles et peut être préparée\u00a0:",
            "{n} commandes attendaient ces articles et peuvent être préparées\u00a0:",
            len(done.served),
        )
        told.append(words.format(n=number(len(done.served))))
    if done.repriced:
        words = ngettext(
            "Le prix de {n} article a changé depuis sa dernière étiquette.",
            "Le prix de {n} articles a changé depuis leur dernière étiquette.",
            len(done.repriced),
        )
        told.insert(0, words.format(n=number(len(done.repriced))))
    return " ".join(told)
