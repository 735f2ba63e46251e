"""Papers are for French customers: they stay French when the screens speak English."""

from collections.abc import Iterator

import pytest

from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.values.clock import utc_now
from merchant_desk.values.printer_test import PrinterTest
from merchant_desk.values.texts import use_language
from tests.documents.reading import whole_text
from tests.documents.samples import invoice, slips


@pytest.fixture(autouse=True)
def _english_screens() -> Iterator[None]:
    use_language("en")
    yield
    use_language("fr")


def test_an_invoice_stays_french_when_the_screens_speak_english() -> None:
    text = whole_text(paper_bytes([invoice()]))

    assert "Facture" in text
    assert "Total TTC" in text


def test_a_test_page_stays_french_when_the_screens_speak_english() -> None:
    for on_label in (False, True):
        text = whole_text(paper_bytes([PrinterTest("Zebra", "A", utc_now(), on_label)]))

        assert "Page d’essai" in text
        assert "Codes à scanner" in text


def test_a_packing_slip_stays_french_when_the_screens_speak_english() -> None:
    text = whole_text(paper_bytes(list(slips(1))))

    assert "Bon de" in text
