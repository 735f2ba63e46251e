"""The sheets about stock that several screens open, each made the first time it is wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.ids import PlaceId, ProductId

if TYPE_CHECKING:  # each is loaded when it is first wanted: the pages are there sooner
    from merchant_desk.ui.receiving.aside_sheet import AsideSheet
    from merchant_desk.ui.receiving.receive_sheet import ReceiveSheet
    from merchant_desk.ui.stock.adjust_sheet import AdjustSheet
    from merchant_desk.ui.stock.places_sheet import PlacesSheet
    from merchant_desk.ui.stock.story_sheet import StorySheet
    from merchant_desk.ui.stock.transfer_sheet import TransferSheet


class StockSheets(QObject):
    """Opens the adjustment, the transfer, the story and the places over a screen."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self.adjusting: AdjustSheet | None = None
        self.carrying: TransferSheet | None = None
        self.story: StorySheet | None = None
        self.places: PlacesSheet | None = None
        self.receiving: ReceiveSheet | None = None
        self.aside: AsideSheet | None = None

    def adjust(self, product_id: ProductId, title: str, place_id: PlaceId | None = None) -> None:
        """Open the adjustment of a product."""
        if self.adjusting is None:
            from merchant_desk.ui.stock.adjust_sheet import AdjustSheet  # noqa: PLC0415 - at first use

            self.adjusting = AdjustSheet(self._desk, self._shell, self._screen)
            self.adjusting.places_wanted.connect(self.open_places)
        self.adjusting.open_for(product_id, title, place_id)

    def transfer(self, product_id: ProductId, title: str, place_id: PlaceId | None = None) -> None:
        """Open the transfer of a product."""
        if self.carrying is None:
            from merchant_desk.ui.stock.transfer_sheet import TransferSheet  # noqa: PLC0415 - at first use

            self.carrying = TransferSheet(self._desk, self._shell, self._screen)
        self.carrying.open_for(product_id, title, place_id)

    def tell(self, product_id: ProductId, title: str) -> None:
        """Open the story of a product."""
        if self.story is None:
            from merchant_desk.ui.stock.story_sheet import StorySheet  # noqa: PLC0415 - at first use

            self.story = StorySheet(self._desk, self._shell, self._screen)
        self.story.open_for(product_id, title)

    def open_places(self) -> None:
        """Open the places."""
        if self.places is None:
            from merchant_desk.ui.stock.places_sheet import PlacesSheet  # noqa: PLC0415 - at first use

            self.places = PlacesSheet(self._desk, self._shell, self._screen)
        self.places.open_sheet()

    def receive(self) -> None:
        """Open the receipt of goods."""
        if self.receiving is None:
            from merchant_desk.ui.receiving.receive_sheet import (  # noqa: PLC0415 - at first use
                ReceiveSheet,
            )

            self.receiving = ReceiveSheet(self._desk, self._shell, self._screen)
            self.receiving.places_wanted.connect(self.open_places)
        self.receiving.open_sheet()

    def open_aside(self) -> None:
        """Open what was put aside during the soldes."""
        if self.aside is None:
            from merchant_desk.ui.receiving.aside_sheet import (  # noqa: PLC0415 - at first use
                AsideSheet,
            )

            self.aside = AsideSheet(self._desk, self._shell, self._screen)
        self.aside.open_sheet()

    def take_scan(self, scan: Scan) -> bool:
        """Bring in what was scanned, while goods are received here."""
        if self.receiving is None or not self.receiving.is_open:
            return False
        self.receiving.take_scan(scan)
        return True
