"""What never came in here has no stock to tell: it is not known, not zero."""

from dataclasses import replace

from merchant_desk.demo.orders import DemoItem
from merchant_desk.operations.take_from_bins import unsorted_bin
from merchant_desk.operations.take_opening_stock import OpeningLine, take_opening_stock
from merchant_desk.values.ids import id_text
from merchant_desk.values.words import MessageState
from tests.sync.exchange import Exchange, few_products


def test_the_stock_of_what_never_came_in_does_not_wait_for_ever_and_is_told_once_counted(
    begun: Exchange,
) -> None:
    begun.front.add_product(
        replace(few_products()[0], sku="NEUF", ean="", parent_sku="", options=(), stock=0)
    )
    begun.sync()
    begun.place(DemoItem("NEUF"))

    begun.sync()
    dropped = [each for each in begun.messages() if each.subject == id_text(begun.product("NEUF"))]
    shown = begun.front.stock("NEUF")
    with begun.lanes.database.write() as session:
        count = [OpeningLine(begun.product("NEUF"), unsorted_bin(session), 5)]
        take_opening_stock(session, begun.act(), count)
    begun.sync()

    assert [(each.kind, each.state) for each in dropped] == [("stock", MessageState.DROPPED)]
    assert "pas encore de stock ici" in dropped[0].problem
    assert dropped[0].advice
    assert (shown, begun.front.stock("NEUF")) == (-1, 4)
    assert [each for each in begun.messages() if each.state is MessageState.WAITING] == []
