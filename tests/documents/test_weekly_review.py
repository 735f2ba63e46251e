"""The review of the week: one page, with little, with much, with amounts of any size."""

from dataclasses import replace
from datetime import timedelta

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
import pytest

from merchant_desk.documents import draw_weekly_review
from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.rules.review_tasks import review_tasks
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.chart import ChartPoint
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.weekly_review import LatePayer, WeeklyReview, WeekSales
from tests.cash_forecasts import A_QUARTER, TODAY, Event, make_forecast
from tests.documents.reading import whole_text

LATE = (
    LatePayer("Atelier Morel", Money(840_00), TODAY - timedelta(days=36), 1),
    LatePayer("É" * 300, Money(610_50), TODAY - timedelta(days=21), 2),
    LatePayer("Marché de Dieppe", Money(412_50), TODAY - timedelta(days=18), 1),
    LatePayer("Camille Roux", Money(126_40), TODAY - timedelta(days=9), 1),
    LatePayer("Nora Haddad", Money(24_00), TODAY - timedelta(days=3), 1),
)
WEEK = WeekSales(
    first=TODAY - timedelta(days=7),
    last=TODAY - timedelta(days=1),
    sold=Money(2_000_00),
    costed=Money(1_842_50),
    cost=Money(921_30),
    uncosted=3,
)


def _review(forecast: Forecast, late: tuple[LatePayer, ...] = (), payers: int = 0) -> WeeklyReview:
    dues = tuple(each for each in forecast.flows if each.amount < ZERO)
    return WeeklyReview(
        shop="Maison Lavande",
        colour="#5443C2",
        today=TODAY,
        forecast=forecast,
        past=(ChartPoint(TODAY - timedelta(days=3), forecast.opening),),
        week=WEEK,
        week_before=WEEK,
        late=late,
        late_payers=payers or len(late),
        late_total=total(each.left for each in late),
        stock_value=Money(12_345_67),
        stock_units=842,
        dues=dues[:8],
        tasks=review_tasks(forecast, late),
    )


def _words(review: WeeklyReview) -> str:
    return whole_text(draw_weekly_review(review)).replace("\u202f", " ").replace("\u00a0", " ")


def _plain(amount: Money) -> str:
    return euros(amount).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_page_says_what_a_week_needs() -> None:
    told = _words(_review(make_forecast(), LATE, payers=9))

    for wanted in (
        "Revue de la semaine",
        "du 16 nov. au 22 novembre 2026",
        "Compte sous 500,00 € le 8 déc. (probable).",
        "Au plus bas",
        "Atelier Morel",
        "et 4 autres clients",
        "Loyer de décembre",
        "3 unités vendues sans coût connu",
        "50 % des ventes au coût connu",
        "À faire",
        "Relancer la facture échue",
    ):
        assert wanted in told, wanted
    assert _plain(Money(921_20)) in told
    assert _plain(Money(12_345_67)) in told


def test_the_causes_told_are_those_of_the_line_that_is_red() -> None:
    events = (Event(3, 3_000_00, "Facture"), Event(5, -900_00, "Loyer"))

    told = _words(_review(make_forecast(events, opening=1_000_00)))

    assert "Compte sous 500,00 € samedi (prudent)." in told
    assert "À cause de : Loyer (−900,00 €)." in told


def test_a_shop_without_a_bank_is_told_to_bring_one() -> None:
    told = _words(_review(make_forecast((), opening=0, floor=0, known=False)))

    assert "Importer un relevé de la banque" in told
    assert "Personne n’est en retard." in told
    assert "Sous" not in told


@pytest.mark.parametrize(
    "forecast",
    [
        make_forecast((), opening=0, floor=0),
        make_forecast(opening=-3_250_00),
        make_forecast((), opening=123_45, days=1),
        make_forecast(
            tuple(replace(each, cents=each.cents * 100_000) for each in A_QUARTER),
            opening=9_876_543_210_00,
        ),
        make_forecast((Event(3, -5_00, "L" * 400),) * 12),
    ],
    ids=["zero", "overdrawn", "one day", "huge", "long names"],
)
def test_it_is_always_one_page_of_a4(forecast: Forecast) -> None:
    pdf = draw_weekly_review(_review(forecast, LATE, payers=40))

    (size,) = page_sizes(pdf)
    assert (round(size.width * 25.4 / 72), round(size.height * 25.4 / 72)) == (210, 297)


def test_with_all_there_can_be_nothing_lies_on_what_is_to_be_done() -> None:
    long = "Une tâche assez longue pour ne pas tenir sur une seule ligne de la page, ni sur deux. "
    full = replace(
        _review(make_forecast((Event(3, -5_00, "L" * 400),) * 12), LATE, payers=40),
        more_dues=52,
        tasks=(long * 2,) * 4,
    )
    with pypdfium2.PdfDocument(draw_weekly_review(full)) as document:
        text = document[0].get_textpage()
        below, last, more = (
            text.get_charbox(text.search(each).get_next()[0])
            for each in ("À faire", "3 unités", "et 52 autres")
        )
        text.close()

    bottom, top = 1, 3
    assert below[top] < min(last[bottom], more[bottom])


def test_the_same_week_gives_the_same_bytes() -> None:
    review = _review(make_forecast(), LATE)

    assert draw_weekly_review(review) == draw_weekly_review(review)


def test_the_line_of_the_account_is_on_the_paper() -> None:
    pdf = draw_weekly_review(_review(make_forecast()))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=1).to_pil().convert("RGB")
        page.close()

    violet = sum(
        _is_violet(picture.getpixel((x, y))) for x in range(picture.width) for y in range(200, 420)
    )
    assert violet > 200


def _is_violet(colour: float | tuple[int, ...] | None) -> bool:
    if not isinstance(colour, tuple):
        return False
    red, green, blue = colour
    return abs(red - 0x4B) + abs(green - 0x3B) + abs(blue - 0xB5) < 60
