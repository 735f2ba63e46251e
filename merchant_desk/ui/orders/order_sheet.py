"""Everything of one order beside the list, and what can be done with it now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.order_card import LINES_SHOWN, OrderCard, order_card
from merchant_desk.queries.order_lines import CardLine
from merchant_desk.queries.order_papers import CardParcel
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders import sheet_parts
from merchant_desk.ui.orders.article_picker import ArticlePicker
from merchant_desk.ui.orders.line_row import LineRow
from merchant_desk.ui.orders.order_columns import order_number
from merchant_desk.ui.orders.parcel_part import ParcelPart
from merchant_desk.ui.orders.refund_sheet import RefundSheet
from merchant_desk.ui.orders.sheet_actions import SheetActions
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import moment, number
from merchant_desk.values.ids import OrderId
from merchant_desk.values.labelled_parcel import labelled
from merchant_desk.values.texts import _, ngettext

_MORE = 200
TABLES = frozenset(
    {
        "sales_order",
        "order_line",
        "parcel",
        "parcel_line",
        "parcel_scan",
        "invoice",
        "payment",
        "conflict",
        "outbox_message",
        "order_event",
        "wave_order",
        "stock_level",
        "reservation",
        "pick_allocation",
    }
)


class OrderSheet(QObject):
    """A side sheet kept up to date while it is open."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._lines = LINES_SHOWN
        self.card: OrderCard | None = None
        self.order_id: OrderId | None = None
        self.sheet = shell.new_sheet(screen, "")
        self.sheet.title.setWordWrap(True)
        self.sheet.subtitle.setWordWrap(True)
        self.actions = SheetActions(desk, shell, self.sheet)
        self.picker = ArticlePicker(desk, shell, screen)
        self.refund = RefundSheet(desk, shell, screen)
        self.actions.link_wanted.connect(self._on_link)
        self.actions.refund_wanted.connect(self.refund.open_for)
        desk.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Tell whether she sees it."""
        return self.sheet.isVisible()

    def open_order(self, order_id: OrderId) -> None:
        """Show this order."""
        self.order_id = order_id
        self._lines = LINES_SHOWN
        self._ask()

    def close_order(self) -> None:
        """Close the sheet."""
        self.sheet.close_sheet()

    def _ask(self) -> None:
        if self.order_id is not None:
            self._desk.read(self._show_card, order_card, self.order_id, utc_now(), self._lines)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.is_open and not TABLES.isdisjoint(tables):
            self._ask()

    def _show_card(self, card: OrderCard) -> None:
        if card.head.order_id != self.order_id or card == self.card:
            self._open_if_closed(card)
            return
        self.card = card
        head = card.head
        self.sheet.title.setText(_("Commande {number}").format(number=order_number(head.number)))
        self.sheet.subtitle.setText(f"{head.customer[:120]} · {moment(head.placed_at)}")
        self._fill(card)
        self.actions.show_card(card)
        self._open_if_closed(card)

    def _open_if_closed(self, card: OrderCard) -> None:
        if not self.is_open and card.head.order_id == self.order_id:
            self.sheet.open_sheet(self.actions.main)

    def _fill(self, card: OrderCard) -> None:
        self.sheet.setUpdatesEnabled(False)
        body = self.sheet.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in self._parts(card):
            body.addWidget(part)
        body.addStretch(1)
        self.sheet.setUpdatesEnabled(True)

    def _parts(self, card: OrderCard) -> Sequence[QWidget]:
        theme = self._shell.theme
        told = sheet_parts.messages(theme, card)
        parcels = self._parcels(card)
        return [
            sheet_parts.chips(theme, card),
            *self._reason(card),
            *sheet_parts.outdated_slip(theme, card),
            *sheet_parts.conflicts(theme, card),
            *sheet_parts.notes(theme, card.head),
            self._articles(card),
            *([parcels] if parcels else []),
            sheet_parts.delivery(theme, card),
            sheet_parts.money(theme, card),
            sheet_parts.customer(theme, card.head),
            *([told] if told else []),
            sheet_parts.story(theme, card),
        ]

    def _reason(self, card: OrderCard) -> list[QWidget]:
        if not card.head.blocked_reason:
            return []
        title = _("Cette commande est bloquée")
        return [TintBox(self._shell.theme, Tone.BAD, "ban", title, card.head.blocked_reason)]

    def _articles(self, card: OrderCard) -> SheetSection:
        theme = self._shell.theme
        part = SheetSection(theme, _("Articles"), sheet_parts.line_note(card))
        part.body.setSpacing(0)
        for line in card.lines:
            part.body.addWidget(LineRow(theme, line))
            if line.unknown:
                part.body.addWidget(self._link_button(line), 0, Qt.AlignmentFlag.AlignLeft)
        hidden = card.counts.lines - len(card.lines)
        if hidden > 0:
            words = ngettext("Afficher la ligne suivante", "Afficher la suite ({n} lignes)", hidden)
            more = Button(theme, words.format(n=number(hidden)), kind=Kind.LINK)
            more.clicked.connect(self._on_more)
            part.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _link_button(self, line: CardLine) -> Button:
        words = _("Associer {sku} à un produit").format(sku=(line.sku or line.name)[:24])
        link = Button(self._shell.theme, words, kind=Kind.LINK, icon="plug")
        link.clicked.connect(partial(self._on_link, line))
        return link

    def _parcels(self, card: OrderCard) -> SheetSection | None:
        if not card.parcels:
            return None
        part = SheetSection(self._shell.theme, _("Colis"))
        for each in card.parcels:
            shown = ParcelPart(self._shell.theme, each)
            shown.label_wanted.connect(partial(self._on_label, each, shown))
            part.body.addWidget(shown)
        return part

    def _on_label(self, parcel: CardParcel, part: ParcelPart) -> None:
        center = self._shell.services.print_center
        if center is not None and self.card is not None:
            number_of = self.card.head.number
            center.open_label(labelled(parcel.parcel_id, number_of, parcel.number), part.label)

    def _on_more(self) -> None:
        self._lines += _MORE
        self._ask()

    def _on_link(self, line: CardLine) -> None:
        self.picker.open_for(line)
