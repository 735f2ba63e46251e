"""Say what a bin really holds, or what came in or went out, and why."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.adjust_stock import (
    ADJUSTMENT_REASONS,
    Adjusted,
    Adjustment,
    adjust_stock,
)
from merchant_desk.queries.lot_choices import LotChoices, lot_choices
from merchant_desk.queries.stock import BinStock, bins_with
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.lots.lot_field import LotField
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.bin_select import BinSelect
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import number
from merchant_desk.values.ids import PlaceId, ProductId
from merchant_desk.values.stock_words import REASON_NAMES
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_COUNTED = "counted"
_CHANGE = "change"
_SIGNS = ("+", "-", "\u2212")
_REASONS = {
    _COUNTED: (MoveReason.COUNT, MoveReason.CORRECTION),
    _CHANGE: tuple(each for each in ADJUSTMENT_REASONS if each is not MoveReason.COUNT),
}


def check_quantity(text: str) -> str:
    """Say what is wrong with a quantity, empty when nothing is."""
    return "" if read_whole(text) is not None else _("Saisissez un nombre entier, comme 7 ou −2.")


class AdjustSheet(QObject):
    """A side sheet with one form; ``places_wanted`` when there is no bin yet."""

    places_wanted = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._product_id: ProductId | None = None
        self._last: Adjustment | None = None
        self._undone: Adjusted | None = None
        self._wanted_bin: PlaceId | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Ajuster le stock"))
        self.banner = Banner(theme)
        self.bins = BinSelect(theme, _("Emplacement"))
        self.lot = LotField(theme)
        self._choices: LotChoices | None = None
        self.mode = SegmentedChoice(
            theme,
            _("Façon d’ajuster"),
            [(_COUNTED, _("J’ai compté")), (_CHANGE, _("Ajouter ou retirer"))],
        )
        self.quantity = Field(
            theme,
            _("Quantité"),
            hint=_("Comptée\u00a0: 7. À ajouter ou retirer\u00a0: +3 ou −2."),
            check=check_quantity,
        )
        self.reason = Select(theme, _("Motif"))
        self.note = Field(theme, _("Note"), hint=_("Facultatif\u00a0: restera dans l’histoire."))
        self.preview = TextLabel(theme, "", Role.COUNTER, tabular=True)
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._shell.theme
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(theme, self.bins))
        body.addWidget(self.lot)
        body.addWidget(self.mode)
        body.addWidget(self.quantity)
        body.addLayout(labelled(theme, self.reason))
        body.addWidget(self.note)
        body.addWidget(self.preview)
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.save)

    def _connect(self) -> None:
        self.banner.acted.connect(self.places_wanted)
        self.mode.chosen.connect(self._on_mode)
        self.bins.currentIndexChanged.connect(self._on_bin)
        self.lot.chosen.connect(self._show_preview)
        self.quantity.edited.connect(self._on_typed)
        self.quantity.input.returnPressed.connect(self._on_save)
        self.note.input.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)

    def open_for(self, product_id: ProductId, title: str, place_id: PlaceId | None = None) -> None:
        """Open the form for this product, at this bin if one is meant."""
        self._product_id = product_id
        self.sheet.subtitle.setText(title)
        self.banner.hide()
        self.quantity.set_value("")
        self.note.set_value("")
        self.mode.choose(_COUNTED)
        self._on_mode()
        self._wanted_bin = place_id
        self._choices = None
        self.lot.hide()
        self._desk.read(self._show_bins, bins_with, product_id)
        self._desk.read(self._show_lots, lot_choices, product_id, paris_date(utc_now()))
        self.sheet.open_sheet(self.quantity.input)

    def _show_bins(self, bins: tuple[BinStock, ...]) -> None:
        self.bins.show_bins(bins, self._wanted_bin)
        self.save.setEnabled(bool(bins))
        if not bins:
            self.banner.show_message(
                BannerText(
                    Tone.WARN,
                    _("Il n’y a pas encore d’emplacement."),
                    _("Le stock se range dans des emplacements, comme A1."),
                    _("Créer un emplacement"),
                )
            )
        self._show_preview()

    def _show_lots(self, choices: LotChoices) -> None:
        if choices.product_id == self._product_id:
            self._choices = choices
            self._on_bin()

    def _on_bin(self) -> None:
        place = self.bins.bin
        if self._choices is not None and place is not None:
            self.lot.show_choices(self._choices, place.place_id)
        self._show_preview()

    def _held(self, place: BinStock) -> int:
        """Return what the bin holds of what is meant: of one lot, or of the article."""
        if self.lot.isHidden():
            return place.quantity
        return 0 if self.lot.current is None else self.lot.current.units

    def _on_mode(self) -> None:
        reasons = _REASONS[self.mode.key]
        self.reason.clear()
        self.reason.addItems([_(REASON_NAMES[each]) for each in reasons])
        self._show_preview()

    def _on_typed(self, text: str) -> None:
        """Take a sign for what it says: three more, not three in all."""
        if text.strip()[:1] in _SIGNS and self.mode.key == _COUNTED:
            self.mode.choose(_CHANGE)
        self._show_preview()

    def _show_preview(self) -> None:
        place, typed = self.bins.bin, read_whole(self.quantity.value)
        if place is None or typed is None:
            self.preview.setText("")
            return
        held = self._held(place)
        after = typed if self.mode.key == _COUNTED else held + typed
        change = after - held
        sign = "+" if change > 0 else ""
        self.preview.setText(f"{number(held)} → {number(after)}   ({sign}{number(change)})")
        self.preview.set_ink(Ink.BAD if after < 0 else Ink.TEXT)

    def _on_save(self) -> None:
        place = self.bins.bin
        if not self.quantity.validate() or place is None or self._product_id is None:
            self.quantity.input.setFocus()
            return
        if not self.lot.validate():
            return
        self._last = Adjustment(
            product_id=self._product_id,
            place_id=place.place_id,
            reason=_REASONS[self.mode.key][max(self.reason.currentIndex(), 0)],
            quantity=read_whole(self.quantity.value) or 0,
            counted=self.mode.key == _COUNTED,
            note=self.note.value,
            lot=self.lot.lot,
        )
        self._desk.write(self._show_done, adjust_stock, self._desk.gesture(), self._last).or_else(
            self._show_refused
        )

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.quantity.input.setFocus()

    def _show_done(self, done: Adjusted) -> None:
        self.sheet.close_sheet()
        self._undone = done
        text = _("Stock ajusté\u00a0: {before} → {after}.").format(
            before=number(done.before), after=number(done.after)
        )
        self._shell.toast(text, self._undo if done.before != done.after else None)

    def _undo(self) -> None:
        """Post the counter-entry: the story keeps both."""
        if self._undone is None or self._last is None:
            return
        back = Adjustment(
            product_id=self._undone.product_id,
            place_id=self._undone.place_id,
            reason=MoveReason.CORRECTION,
            quantity=self._undone.before - self._undone.after,
            note=_("Annulation"),
            lot=self._last.lot,
        )
        self._undone = None
        self._desk.write(None, adjust_stock, self._desk.gesture(), back)
