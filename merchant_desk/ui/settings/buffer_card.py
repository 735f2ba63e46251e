"""The buffer of a shop: on or off, how many oversells are accepted, and what that costs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from merchant_desk.queries.buffers import BufferRow, Buffers
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import caption, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.shop_settings import ShopSettings
from merchant_desk.values.texts import _, ngettext

_TENTHS = (0, 1, 2, 5, 10, 20, 50)
_SHOWN = 6
_LONGEST = 44
_MINUTE_S = 60
_NUMBERS = Qt.AlignmentFlag.AlignRight


class BufferCard(Card):
    """``accepted_changed`` carries the accepted oversells a month, in tenths."""

    accepted_changed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Réserve contre les ventes en trop"))
        self._tenths = list(_TENTHS)
        self.switch = Switch(theme, _("Garder une réserve par article"))
        name = _("Ventes en trop acceptées")
        self.accepted = Select(theme, name)
        self.delay = caption(theme, "")
        self.expected = TextLabel(theme, "", Role.STRONG, wraps=True)
        self._table = QWidget(self)
        self._table.setAccessibleName(_("Articles qui gardent le plus"))
        self._rows = QGridLayout(self._table)
        self._rows.setContentsMargins(0, 4, 0, 0)
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(5)
        self._rows.setColumnStretch(0, 1)
        why = _(
            "La boutique apprend avec retard ce qui part ailleurs. Des unités gardées de côté, "
            "selon les ventes de chaque article, lui évitent de vendre ce qui n’est plus là."
        )
        self.body.addWidget(caption(theme, why))
        self.body.addWidget(self.switch)
        note = _("par mois, pour toute la boutique")
        self.body.addLayout(labelled(theme, name, self.accepted, note))
        self.body.addWidget(self.delay)
        self.body.addWidget(self.expected)
        self.body.addWidget(self._table)
        self._fill()
        self.accepted.currentIndexChanged.connect(self._on_accepted)

    @property
    def wanted(self) -> bool:
        """Tell whether units are held back."""
        return self.switch.isChecked()

    @property
    def accepted_tenths(self) -> int:
        """Return how many oversells a month she accepts, in tenths."""
        return self._tenths[max(0, self.accepted.currentIndex())]

    def show_waiting(self) -> None:
        """Say that the figures are being worked out."""
        self.delay.setText(_("Calcul…"))
        self.expected.setText("")
        self._table.hide()

    def show_settings(self, kept: ShopSettings) -> None:
        """Show what is chosen."""
        self.switch.setChecked(kept.buffered)
        self._tenths = sorted({*_TENTHS, kept.oversells_tenths})
        self._fill()
        self.accepted.blockSignals(True)
        self.accepted.setCurrentIndex(self._tenths.index(kept.oversells_tenths))
        self.accepted.blockSignals(False)

    def show_buffers(self, found: Buffers) -> None:
        """Show the delay, the oversells expected without and with, and who holds most."""
        delay = _delay_words(found.delay_s)
        self.delay.setText(
            _("Retard mesuré sur sept jours\u00a0: {delay}.").format(delay=delay)
            if found.measured
            else _("Retard supposé, faute de mesure\u00a0: {delay}.").format(delay=delay)
        )
        self.expected.setText(_expected_words(found))
        most = sorted(found.rows, key=lambda row: (-row.wanted.units, -row.wanted.expected_without))
        self._show_rows([row for row in most[:_SHOWN] if row.wanted.units])

    def _show_rows(self, rows: list[BufferRow]) -> None:
        clear(self._rows)
        self._table.setVisible(bool(rows))
        for place, row in enumerate(rows):
            name = row.name if len(row.name) <= _LONGEST else f"{row.name[: _LONGEST - 1]}…"
            held = ngettext("{n} gardée", "{n} gardées", row.wanted.units)
            words = held.format(n=number(row.wanted.units))
            on_hand = _("sur {n}").format(n=number(row.demand.on_hand))
            self._rows.addWidget(TextLabel(self._theme, name, wraps=True), place, 0)
            label = TextLabel(self._theme, words, Role.STRONG, tabular=True)
            self._rows.addWidget(label, place, 1, _NUMBERS)
            beside = TextLabel(self._theme, on_hand, ink=Ink.TEXT2, tabular=True)
            self._rows.addWidget(beside, place, 2, _NUMBERS)

    def _fill(self) -> None:
        self.accepted.blockSignals(True)
        self.accepted.clear()
        self.accepted.addItems([_tenths(each) for each in self._tenths])
        self.accepted.blockSignals(False)

    def _on_accepted(self, _index: int) -> None:
        self.accepted_changed.emit(self.accepted_tenths)


def _expected_words(found: Buffers) -> str:
    if not found.expected_without:
        return _("Aucune vente en trop attendue\u00a0: rien ne se vend ailleurs en même temps.")
    told = _("Ventes en trop attendues par mois\u00a0: {without} sans réserve, {held} avec.")
    return told.format(
        without=tenths_words(found.expected_without), held=tenths_words(found.expected_with)
    )


def tenths_words(expected: float) -> str:
    """Return a number expected a month to one decimal, or that it is less than that."""
    tenths = round(expected * 10)
    if expected > 0 and not tenths:
        return _("moins de {n}").format(n=_tenths(1))
    return _tenths(tenths)


def _tenths(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{number(whole)},{rest}" if rest else number(whole)


def _delay_words(seconds: int) -> str:
    if seconds < 2 * _MINUTE_S:
        return ngettext("{n} seconde", "{n} secondes", seconds).format(n=number(seconds))
    minutes = round(seconds / _MINUTE_S)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=number(minutes))
