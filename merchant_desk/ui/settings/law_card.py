"""What the law asks about the shop itself: its trade, and the room it sells in."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import caption, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.law_words import SHOP_KIND_NAMES
from merchant_desk.values.settings import LAW_SALES_AREA_M2, LAW_SHOP_KIND
from merchant_desk.values.texts import _

_MOST_M2 = 100_000
_PAUSE_MS = 700


class LawCard(Card):
    """Kept at once, like every setting; prices and promotions are judged by it."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Pour les règles sur les prix"))
        self._kept = KeptSettings(desk, parent)
        self.kind = Select(theme, _("Genre de commerce"))
        self.kind.addItems([_(each) for each in SHOP_KIND_NAMES.values()])
        self.area = NumberInput(theme, _("Surface de vente, en m²"), least=0, most=_MOST_M2)
        self.area.setSpecialValueText(_("inconnue"))
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self.body.addWidget(
            caption(theme, _("La loi n’est pas la même pour une épicerie et pour une librairie."))
        )
        self.body.addLayout(labelled(theme, _("Genre de commerce"), self.kind))
        note = _("Certaines règles ne valent qu’à partir d’une surface.")
        self.body.addLayout(labelled(theme, _("Surface de vente, en m²"), self.area, note))
        self._kept.read.connect(self._show)
        self.kind.activated.connect(self._on_kind)
        self.area.valueChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._on_area)

    def ask(self) -> None:
        """Ask for what is kept, unless she is typing."""
        if not self._pause.isActive():
            self._kept.ask()

    def _show(self, stored: Settings) -> None:
        kinds = list(SHOP_KIND_NAMES)
        kind = stored.get(LAW_SHOP_KIND)
        self.kind.setCurrentIndex(kinds.index(kind) if kind in kinds else 0)
        if self._pause.isActive():  # she is typing a number
            return
        self.area.blockSignals(True)
        self.area.setValue(stored.get(LAW_SALES_AREA_M2))
        self.area.blockSignals(False)

    def _on_kind(self, index: int) -> None:
        self._kept.keep(LAW_SHOP_KIND, list(SHOP_KIND_NAMES)[index])

    def _on_typed(self, _value: int) -> None:
        self._pause.start()

    def _on_area(self) -> None:
        self._kept.keep(LAW_SALES_AREA_M2, self.area.value())
