"""The link that opens the mail program is one that Windows hands on whole."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrlQuery

from merchant_desk.ui.purchase_orders.mailing import short_link
from tests.documents.test_purchase_order import PAGE, SOAP


@pytest.mark.parametrize("lines", [1, 9, 60])
def test_a_long_order_is_told_by_fewer_lines_and_names_what_is_left_to_the_file(
    lines: int,
) -> None:
    # given
    title = "Savon de Marseille à l’huile d’olive, lait d’ânesse et fleur d’oranger"
    page = replace(PAGE, lines=(replace(SOAP, title=title),) * lines)

    # when
    link = short_link(page)

    # then
    assert len(link.toEncoded().data()) <= 2_000
    body = QUrlQuery(link).queryItemValue("body")
    told = body.count("GAR-LAV")
    assert 1 <= told <= lines
    assert ("dans le bon de commande joint" in body) == (told < lines)


def test_a_note_longer_than_a_link_is_left_to_the_file() -> None:
    link = short_link(replace(PAGE, note="Livrer avant midi. " * 200))

    assert len(link.toEncoded().data()) <= 2_000
