"""What the panel of the total says of a basket."""

from merchant_desk.operations.sell_at_counter import CounterSold
from merchant_desk.rules.basket import Counted, basket_discount, counted
from merchant_desk.rules.basket_tenders import USUAL_CASH
from merchant_desk.ui.counter.total_panel import TotalText
from merchant_desk.values.basket import Basket
from merchant_desk.values.french import euros, items
from merchant_desk.values.texts import _


def owed(basket: Basket) -> TotalText:
    """Say what is still to pay, or to give back; the change as soon as it is known."""
    figures = counted(basket)
    detail = _details(basket)
    units = items(basket.units + basket.units_back) if not basket.empty else ""
    if figures.change:
        told = _received(figures)
        return TotalText(_("À rendre"), euros(figures.change), told, units, done=True)
    if figures.due.cents < 0:
        return TotalText(_("À rendre au client"), euros(-figures.missing), detail, units)
    if basket.tenders and figures.settled:
        return TotalText(_("Payé"), euros(figures.due), detail, units, done=True)
    if basket.tenders:
        detail = _received(figures)
        return TotalText(_("Reste à payer"), euros(figures.missing), detail, units)
    return TotalText(_("À payer"), euros(figures.due), detail, units)


def after(done: CounterSold) -> TotalText:
    """Say what the drawer gives back after a sale, until the next scan."""
    numbers = ", ".join(each.number for each in done.tickets)
    if done.change:
        return TotalText(_("Monnaie à rendre"), euros(done.change), numbers, done=True)
    if done.due.cents < 0:
        return TotalText(_("Rendu au client"), euros(-done.due), numbers, done=True)
    return TotalText(_("Payé"), euros(done.due), numbers, done=True)


def _details(basket: Basket) -> str:
    figures, off = counted(basket), basket_discount(basket)
    parts = _cash_words(figures)
    if off:
        parts.append(_("remise {off}").format(off=euros(off)))
    if figures.vat:
        parts.append(_("dont TVA {vat}").format(vat=euros(figures.vat)))
    return " · ".join(parts)


def _received(figures: Counted) -> str:
    words = _("Total {due} · reçu {received}").format(
        due=euros(figures.due), received=euros(figures.received)
    )
    return " · ".join([words, *_cash_words(figures)])


def _cash_words(figures: Counted) -> list[str]:
    """Return what the law allows, once more cash is put down than residents may pay."""
    if figures.cash - figures.change <= USUAL_CASH:
        return []
    return [_("plus de 1\u202f000\u00a0€ en espèces\u00a0: non-résidents seulement")]
