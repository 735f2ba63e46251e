"""Which order is on the bench, how far it is, and what is special about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from merchant_desk.operations.close_parcel import COLLECTED
from merchant_desk.queries.parcel_view import ParcelView
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.segmented_progress import SegmentedProgress
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.remote import Delivery
from merchant_desk.values.texts import _, ngettext

_MOST_CHIPS = 7
_CHIP = 22


class OrderHead(QWidget):
    """Number, customer, count, chips and progress; ``queue_wanted`` when the queue is hidden."""

    queue_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = TextLabel(theme, "", Role.ORDER)
        self._customer = TextLabel(theme, "", Role.ORDER_NAME, Ink.TEXT2)
        self._count = TextLabel(theme, "", Role.ORDER, tabular=True)
        self._unit = TextLabel(theme, "", Role.CARD_TITLE, Ink.TEXT2)
        self._chips = [Chip(theme, ChipText("")) for _place in range(_MOST_CHIPS)]
        self._queue = Button(theme, "", icon="list")
        self._progress = SegmentedProgress(theme, _("Articles emballés"))
        self._queue.clicked.connect(self.queue_wanted)
        self._build()
        self.show_parcel(None)
        self.show_queue(0, hidden=False)

    def _build(self) -> None:
        baseline = Qt.AlignmentFlag.AlignBaseline
        self._customer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._number, 0, baseline)
        first.addWidget(self._customer, 1, baseline)
        first.addWidget(self._count, 0, baseline)
        first.addWidget(self._unit, 0, baseline)
        self._second = QHBoxLayout()
        self._second.setSpacing(8)
        self._second.addStrut(self._theme.px(_CHIP))
        for chip in self._chips:
            self._second.addWidget(chip)
        self._second.addStretch(1)
        self._second.addWidget(self._queue)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(self._second)
        column.addWidget(self._progress)

    def show_parcel(self, view: ParcelView | None) -> None:
        """Show whose parcel is open."""
        if view is None:
            self._number.setText(_("Aucun colis ouvert"))
            self._customer.setText("")
            self._count.setText("")
            self._unit.setText("")
            self._show_chips(())
            self._progress.show_progress(0, 1)
            return
        self._number.setText(f"#{view.order_number}")
        self._customer.setText(view.customer)
        self._customer.setToolTip(view.customer)
        count = _("{packed} sur {wanted}")
        self._count.setText(count.format(packed=number(view.packed), wanted=number(view.wanted)))
        self._unit.setText(ngettext("article", "articles", view.wanted))
        self._show_chips(order_chips(view))
        self._progress.show_progress(view.packed, view.wanted)

    def show_queue(self, waiting: int, *, hidden: bool) -> None:
        """Offer the queue by a button when there is no room for it."""
        self._queue.say(_("File d’attente ({n})").format(n=number(waiting)))
        self._queue.setVisible(hidden)

    def _show_chips(self, chips: tuple[ChipText, ...]) -> None:
        shown = chips[:_MOST_CHIPS]
        for place, chip in enumerate(self._chips):
            if place < len(shown):
                chip.show_chip(shown[place])
            chip.setVisible(place < len(shown))


def order_chips(view: ParcelView) -> tuple[ChipText, ...]:
    """Return what is special about the order; what is usual stays quiet."""
    paid = (
        ChipText(_("Payée"), Tone.OK)
        if view.paid
        else ChipText(_("À payer"), Tone.WARN, icon="wallet")
    )
    chips = [paid, delivery_chip(view)]
    if view.late:
        chips.insert(0, ChipText(_("En retard"), Tone.BAD, icon="clock-alert"))
    if view.slip_outdated:
        chips.append(ChipText(_("Bon périmé"), Tone.WARN, icon="printer"))
    if view.parcel_number > 1:
        colis = _("Colis {n}").format(n=number(view.parcel_number))
        chips.append(ChipText(colis, Tone.MUTE, icon="package"))
    if view.gift_note:
        chips.append(ChipText(_("Emballage cadeau"), Tone.ACCENT, icon="gift"))
    if view.note:
        chips.append(ChipText(_("Message"), Tone.WARN, icon="mail"))
    return tuple(chips)


def delivery_chip(view: ParcelView) -> ChipText:
    """Return how the customer receives the parcel."""
    if view.delivery in COLLECTED:
        return ChipText(_("Retrait en boutique"), Tone.ACCENT, icon="store")
    if view.delivery is Delivery.RELAY:
        return ChipText(view.carrier or _("Point relais"), Tone.INFO, icon="map-pin")
    if view.delivery is Delivery.NONE:
        return ChipText(_("Sans livraison"), Tone.MUTE, icon="package")
    return ChipText(view.carrier or _("À domicile"), Tone.INFO, icon="truck")
