"""Every sheet of « Boutique en ligne »: made together when the first one is wanted."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.add_shop_sheet import AddShopSheet
from merchant_desk.ui.settings.first_pull_sheet import FirstPullSheet
from merchant_desk.ui.settings.order_words_sheet import OrderWordsSheet
from merchant_desk.ui.settings.orders_since_sheet import OrdersSinceSheet
from merchant_desk.ui.settings.shop_settings_sheet import ShopSettingsSheet
from merchant_desk.ui.settings.waiting_sheet import WaitingSheet
from merchant_desk.ui.shell import Shell


class ShopSheets(QObject):
    """Connect, how far back, who decides, what waits, states, settings, and to confirm."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self.add = AddShopSheet(desk, shell, screen)
        self.since = OrdersSinceSheet(desk, shell, screen)
        self.question = FirstPullSheet(desk, shell, screen)
        self.waiting = WaitingSheet(desk, shell, screen)
        self.words = OrderWordsSheet(desk, shell, screen)
        self.settings = ShopSettingsSheet(desk, shell, screen)
        self.confirm = ConfirmSheet(shell, screen)
