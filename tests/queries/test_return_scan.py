"""What a symbol tells of the units that came back: the article, and the lot that it names."""

from datetime import UTC, date, datetime

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.queries.return_scan import return_scan
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.scan import scan_of_text
from tests.makers import make_product

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
GTIN = "03760123456784"


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (f"]d201{GTIN}10L2611", "L2611"),
        (f"]d201{GTIN}1727123110L2611", "L2611"),
        (f"(01){GTIN}(10)L2611", "L2611"),
        (f"https://id.gs1.org/01/{GTIN}/10/L2611?17=271231", "L2611"),
        (f"https://id.gs1.org/01/{GTIN}/21/S-42", "S-42"),
        (f"]d201{GTIN}21S-42", "S-42"),
        (f"]d201{GTIN}10AUTRE", None),
        (GTIN[1:], None),
    ],
)
def test_an_element_string_and_a_link_tell_the_lot_that_came_back(
    database: Database, gesture: Gesture, code: str, number: str | None
) -> None:
    with database.write() as session:
        soap = make_product(session)
        lots = {
            each: find_lot(session, gesture, soap, LotRead(each, date(2027, 12, 31)))
            for each in ("L2611", "S-42")
        }
        other = make_product(session, "BOU", name="Bougie", ean="3760123450003")
        find_lot(session, gesture, other, LotRead("AUTRE", None))

        found = return_scan(session, scan_of_text(code, AT), date(2026, 11, 22))

    assert [each.product_id for each in found.articles] == [soap]
    assert found.lot_id == (None if number is None else lots[number])
