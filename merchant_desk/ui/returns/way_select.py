"""By which way money goes back: what the storefront can do first, then what is done from here."""

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.payment_means import Means
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.texts import _


class WaySelect(Select):
    """Its first entry is what is usually done for this order."""

    def __init__(self, theme: Theme, *, later: bool = True) -> None:
        super().__init__(theme, _("L’argent est rendu"))
        self._later = later
        self.show_ways(PlatformCan(), online=False)

    @property
    def way(self) -> tuple[PayBack, str]:
        """Return the way chosen, and by which means when it is from here."""
        by, _colon, means = str(self.currentData() or PayBack.LATER.value).partition(":")
        return PayBack(by), means

    def choose(self, way: PayBack) -> None:
        """Choose the first entry of this way, if there is one."""
        place = self.findData(f"{way.value}:")
        if place >= 0:
            self.setCurrentIndex(place)

    def show_ways(self, can: PlatformCan, *, online: bool) -> None:
        """Offer the ways that money can go back."""
        ways = []
        if online and can.refund:
            if can.move_money:
                ways.append((PayBack.SHOP_PAYS, "", _("Payé par la boutique")))
            ways.append((PayBack.SHOP, "", _("Noté en boutique")))
        if self._later:
            ways.append((PayBack.LATER, "", _("Plus tard")))
        ways += [
            (PayBack.DESK, Means.TRANSFER.value, _("Par virement")),
            (PayBack.DESK, Means.CASH.value, _("En espèces")),
            (PayBack.DESK, Means.CHEQUE.value, _("Par chèque")),
        ]
        self.clear()
        for way, means, text in ways:
            self.addItem(text, f"{way.value}:{means}")
