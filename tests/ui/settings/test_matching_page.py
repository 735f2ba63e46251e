"""Articles of which she says which product they are, one after the other."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.product import Product
from merchant_desk.models.shop import RemoteRecord, ShopProduct
from merchant_desk.queries.match_questions import match_questions
from merchant_desk.queries.to_check import CheckKind
from merchant_desk.ui.settings.matching_page import MatchingPage
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.to_check.screen import ToCheckScreen
from merchant_desk.ui.to_check.ways_out import Way
from merchant_desk.ui.widgets.button import Button
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.words import RecordState, Trouble
from tests.makers import make_parked, make_product, make_shop
from tests.ui.accessibility import faults
from tests.ui.settings.errands import Outside

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
OTHER_EAN = "3760123456791"
SCRIPT = "<script>alert(1)</script>"


def _article(number: int, **changes: object) -> RemoteProduct:
    told = {
        "remote_id": str(9100 + number),
        "parent_remote_id": "",
        "sku": "SAV-LAV-100",
        "name": SCRIPT,
        "option_text": "",
        "ean": OTHER_EAN,
        "price": Money(590),
        "sale_price": None,
        "rate_bp": 2000,
        "stock": 4,
        "sellable": True,
        "modified_at": AT,
        **changes,
    }
    return RemoteProduct(**told)  # type: ignore[arg-type]  # named one by one above


def _twins(session: Session, questions: int) -> tuple[ShopId, ProductId, ProductId]:
    """Leave articles whose SKU is that of one product, their code that of another."""
    shop_id = make_shop(session)
    by_sku = make_product(session, "SAV-LAV-100", name="Savon lavande")
    by_ean = make_product(session, "SAV-MIEL", name="Savon miel", ean=OTHER_EAN)
    for number in range(questions):
        make_parked(
            session,
            shop_id,
            AT,
            body=f"article-{number}",
            kind="product",
            remote_id=str(9100 + number),
            trouble=Trouble.AMBIGUOUS,
            reason="Sa référence et son code-barres désignent deux produits différents.",
        )
    return shop_id, by_sku, by_ean


@pytest.fixture
def asked(lanes: Lanes, outside: Outside) -> tuple[ShopId, ProductId, ProductId]:
    outside.articles = {f"article-{number}": _article(number) for number in range(3)}
    return lanes.write(_twins, 3).result()


@pytest.fixture
def page(
    qtbot: QtBot,
    settings_screen: SettingsScreen,
    asked: tuple[ShopId, ProductId, ProductId],  # noqa: ARG001 - the questions must be there first
) -> MatchingPage:
    settings_screen.open_page("matching")
    page = settings_screen.page
    assert isinstance(page, MatchingPage)
    page._sync.setInterval(20)
    qtbot.waitUntil(lambda: len(page.candidate_cards) == 2)
    return page


def _links(lanes: Lanes) -> dict[str, ProductId]:
    rows = lanes.read(
        lambda session: session.execute(select(ShopProduct.remote_id, ShopProduct.product_id)).all()
    ).result()
    return {row.remote_id: row.product_id for row in rows}


def _left(lanes: Lanes) -> int:
    return len(lanes.read(match_questions).result())


def test_the_article_and_its_candidates_stand_together_as_text(page: MatchingPage) -> None:
    assert page.article.name.text() == SCRIPT
    assert page.article.facts.text().split() == ["SAV-LAV-100", OTHER_EAN, "5,90", "€"]
    why = {
        each.candidate.sku: (each.candidate.same_sku, each.candidate.same_ean)
        for each in page.candidate_cards
    }
    assert why == {"SAV-LAV-100": (True, False), "SAV-MIEL": (False, True)}
    assert page.place.text() == "Question 1 sur 3"
    assert faults(page) == []


def test_a_candidate_is_taken_by_its_keys_and_the_shop_is_asked_again(
    qtbot: QtBot,
    page: MatchingPage,
    lanes: Lanes,
    shell: Shell,
    outside: Outside,
    asked: tuple[ShopId, ProductId, ProductId],
) -> None:
    started: list[int] = []
    shell.services = outside.services(start_pull=lambda: started.append(1))
    page.activateWindow()
    page.anew.setFocus()
    qtbot.waitUntil(page.anew.hasFocus)

    QTest.keyClick(page.anew, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: _left(lanes) == 2)

    assert _links(lanes) == {"9100": asked[2]}
    qtbot.waitUntil(lambda: started == [1])
    states = lanes.read(
        lambda session: session.scalars(
            select(RemoteRecord.state).where(RemoteRecord.remote_id == "9100")
        ).one()
    )
    assert states.result() is RecordState.WAITING
    qtbot.waitUntil(lambda: page.place.text() == "Question 1 sur 2")


def test_a_product_the_shop_sells_already_cannot_be_chosen_twice(
    qtbot: QtBot, page: MatchingPage, lanes: Lanes
) -> None:
    page.candidate_cards[0].pick.click()
    qtbot.waitUntil(lambda: _left(lanes) == 2)
    qtbot.waitUntil(lambda: any(card.candidate.sold_as for card in page.candidate_cards))

    taken, free = page.candidate_cards
    assert (taken.candidate.sold_as, taken.pick.isEnabled()) == ("9100", False)
    assert free.pick.isEnabled()


def test_an_article_becomes_a_product_of_its_own(
    qtbot: QtBot, page: MatchingPage, lanes: Lanes, asked: tuple[ShopId, ProductId, ProductId]
) -> None:
    page.anew.click()
    qtbot.waitUntil(lambda: _left(lanes) == 2)

    (made,) = _links(lanes).values()
    assert made not in asked
    names = lanes.read(lambda session: session.scalars(select(Product.name)).all()).result()
    assert SCRIPT in names


def test_another_product_is_searched_and_taken(
    qtbot: QtBot, page: MatchingPage, lanes: Lanes
) -> None:
    wanted = lanes.write(
        lambda session: make_product(session, "BOU-FIG", name="Bougie figuier", ean=None)
    ).result()
    page.other.click()
    assert page.sheet.isVisible()
    page.picker.search.setText("figuier")
    qtbot.waitUntil(lambda: page.picker.results.count() == 1)
    item = page.picker.results.itemAt(0)
    assert item is not None
    choice = item.widget()
    assert isinstance(choice, Button)
    assert faults(page.sheet) == []

    choice.click()
    qtbot.waitUntil(lambda: _left(lanes) == 2)

    assert _links(lanes) == {"9100": wanted}
    assert not page.sheet.isVisible()


def test_a_question_is_passed_and_found_again(qtbot: QtBot, page: MatchingPage) -> None:
    page.after.click()
    assert page.place.text() == "Question 2 sur 3"
    page.before.click()
    page.before.click()

    assert page.place.text() == "Question 3 sur 3"
    qtbot.waitUntil(lambda: len(page.candidate_cards) == 2)


def test_a_refusal_is_said_in_place_and_the_list_is_read_again(
    qtbot: QtBot, page: MatchingPage, lanes: Lanes
) -> None:
    lanes.write(
        lambda session: session.add(
            ShopProduct(
                shop_id=page._questions[0].shop_id,
                remote_id="77",
                product_id=page.candidate_cards[0].candidate.product_id,
            )
        )
    ).result()

    page.candidate_cards[0].pick.click()

    qtbot.waitUntil(page.banner.isVisible)
    assert "sous le numéro 77" in page.banner.accessibleName()
    assert _left(lanes) == 3


def test_an_article_that_cannot_be_read_can_only_be_passed(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes
) -> None:
    lanes.write(_twins, 1).result()
    settings_screen.open_page("matching")
    page = settings_screen.page
    assert isinstance(page, MatchingPage)

    qtbot.waitUntil(page.banner.isVisible)

    assert not page.anew.isEnabled()
    assert not page.other.isEnabled()
    assert "deux produits" in page.article.reason.text()


def test_without_questions_the_page_is_calm(qtbot: QtBot, settings_screen: SettingsScreen) -> None:
    settings_screen.open_page("matching")
    page = settings_screen.page
    assert isinstance(page, MatchingPage)

    qtbot.waitUntil(page.empty.isVisible)

    assert page.empty.accessibleName() == "Tout est rapproché"


def test_the_shop_card_and_one_line_to_check_lead_to_the_page(
    qtbot: QtBot,
    settings_screen: SettingsScreen,
    checks: ToCheckScreen,
    shell: Shell,
    asked: tuple[ShopId, ProductId, ProductId],
) -> None:
    went: list[tuple[str, dict[str, object]]] = []
    shell.navigated.connect(lambda key, argument: went.append((key, argument)))
    settings_screen.open_page("storefronts")
    shop_page = settings_screen.page
    assert isinstance(shop_page, StorefrontsPage)
    qtbot.waitUntil(lambda: bool(shop_page.shop_cards))
    links = {each.text(): each for each in shop_page.shop_cards[0].findChildren(Button)}
    links["3 articles à rapprocher"].click()

    checks.reload()
    qtbot.waitUntil(lambda: bool(checks.check_cards))
    (card,) = checks.check_cards
    assert card.item.kind is CheckKind.MATCH
    assert card.item.title == "3 articles à rapprocher"
    card.buttons[Way.OPEN_MATCHING].click()

    assert went == [("settings", {"section": "matching"})] * 2
    assert shop_page.shop_cards[0].shop.shop_id == asked[0]
