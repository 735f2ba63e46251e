"""The figures of one storefront: what waits, what is to be checked, what it cost the shop."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from merchant_desk.queries.sync_overview import ShopExchanges
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import ago, number
from merchant_desk.values.texts import _, ngettext


class _Figure(QVBoxLayout):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setSpacing(0)
        self.value = TextLabel(theme, "—", Role.COUNTER, tabular=True)
        self.value.setAccessibleName(name)
        self.note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3, wraps=True)
        self.addWidget(TextLabel(theme, name, Role.CAPTION, Ink.TEXT2))
        self.addWidget(self.value)
        self.addWidget(self.note)
        self.addStretch(1)

    def show_figure(self, value: str, note: str = "", ink: Ink = Ink.TEXT) -> None:
        self.value.setText(value)
        self.value.set_ink(ink)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class ShopFigures(QWidget):
    """Six figures on one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        names = (
            _("À envoyer"),
            _("Refusés"),
            _("À vérifier"),
            _("Demandes en 24 h"),
            _("Contrôle complet"),
            _("Comparaison"),
        )
        self.all = tuple(_Figure(theme, name) for name in names)
        for column, each in enumerate(self.all):
            grid.addLayout(each, 0, column)
            grid.setColumnStretch(column, 1)

    def show_shop(self, shop: ShopExchanges, now: datetime) -> None:
        """Show what is known of this storefront."""
        waiting, refused, parked, spent, swept, compared = self.all
        row = shop.shop
        waiting.show_figure(number(row.to_send), ink=Ink.WARN if row.to_send else Ink.TEXT)
        refused.show_figure(number(shop.refused), ink=Ink.BAD if shop.refused else Ink.TEXT)
        parked.show_figure(number(row.parked), ink=Ink.WARN if row.parked else Ink.TEXT)
        spent.show_figure(number(shop.spent.today), _("questions posées au site"))
        swept.show_figure(*_swept(shop, now))
        compared.show_figure(*_compared(shop, now))


def _swept(shop: ShopExchanges, now: datetime) -> tuple[str, str]:
    """Return when all was last looked at, and how many questions that took."""
    if shop.swept_at is None:
        return "—", _("pas encore fait")
    when = ago(shop.swept_at, now)
    if shop.spent.last_sweep is None:
        return when, ""
    asked = ngettext("{n} demande", "{n} demandes", shop.spent.last_sweep)
    told = ngettext("{asked} pour {n} article", "{asked} pour {n} articles", shop.articles)
    questions = asked.format(n=number(shop.spent.last_sweep))
    return when, told.format(asked=questions, n=number(shop.articles))


def _compared(shop: ShopExchanges, now: datetime) -> tuple[str, str, Ink]:
    if shop.parity is None or shop.compared_at is None:
        return "—", _("jamais faite"), Ink.TEXT
    when = ago(shop.compared_at, now)
    count = sum(shop.parity.counts.values())
    if not count:
        return _("Concorde"), when, Ink.OK
    words = ngettext("{n} écart", "{n} écarts", count).format(n=number(count))
    return words, when, Ink.TEXT if shop.parity.agrees else Ink.WARN
