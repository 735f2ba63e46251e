"""The report of a comparison on paper: every difference once, both values, on as many pages."""

from datetime import UTC, datetime

from merchant_desk.documents import draw_parity
from merchant_desk.values.parity import Difference, Gap, parity_of
from merchant_desk.values.parity_paper import ParityPaper
from tests.documents.reading import page_texts, whole_text

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def _paper(*differences: Difference) -> ParityPaper:
    return ParityPaper("Maison Lavande", AT, parity_of(306, 61, 17, list(differences)))


def test_each_difference_shows_both_values() -> None:
    text = whole_text(
        draw_parity(
            _paper(
                Difference(Gap.STOCK, "7", "Miel de châtaignier 250 g", 25, 2, waits=True),
                Difference(Gap.PRICE, "7", "Savon Fleur d’oranger", 490, 990),
            )
        )
    )

    assert "Maison Lavande" in text
    assert "306 articles et 61 commandes comparés, 2 différences" in text
    assert "Miel de châtaignier 250 g Stock 25 2 en route" in text
    assert "4,90 €" in text
    assert "9,90 €" in text


def test_a_long_report_goes_on_over_pages_that_are_numbered() -> None:
    many = [Difference(Gap.STOCK, str(n), f"Article {n:03}", n, n + 1) for n in range(100)]

    pages = page_texts(draw_parity(_paper(*many)))

    assert len(pages) == 3
    assert all(f"page {place}/3" in page for place, page in enumerate(pages, 1))
    assert sum(page.count("Article ") for page in pages) == 100 + len(pages)


def test_an_endless_or_hostile_name_stays_in_its_column() -> None:
    text = whole_text(draw_parity(_paper(Difference(Gap.ONLY_THERE, "9", "x" * 900 + "\n\x07"))))

    assert "Inconnu ici — —" in text


def test_a_shop_that_agrees_says_so() -> None:
    assert "sont les mêmes" in whole_text(draw_parity(_paper()))
