"""« Vendre dans une boutique… »: chosen products are queued as drafts, where the platform can."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.platform_can import PlatformCan
from tests.makers import make_shop
from tests.ui.accessibility import faults


@pytest.fixture
def products(qtbot: QtBot, desk: Desk, shell: Shell) -> Iterator[ProductsScreen]:
    can = PlatformCan(new_products=True)
    shell.services = replace(shell.services, platform_can=lambda _key: can)
    screen = ProductsScreen(desk, shell)
    screen.resize(1200, 800)
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.waitUntil(lambda: screen.table.row_count() >= 2)
    yield screen
    shiboken6.delete(screen)


def _add_shop(session: Session) -> None:
    make_shop(session, name="Nouvelle", url="https://nouvelle.example")


def _queued(lanes: Lanes) -> list[str]:
    return list(
        lanes.read(
            lambda session: session.scalars(
                select(OutboxMessage.subject).where(OutboxMessage.kind == "product")
            ).all()
        ).result()
    )


def test_checked_products_are_offered_together(
    qtbot: QtBot, products: ProductsScreen, lanes: Lanes, shell: Shell
) -> None:
    lanes.write(_add_shop).result()
    toasts: list[str] = []
    shell.toasted.connect(lambda text, _undo: toasts.append(text))
    products.table.check_everything()
    assert products.bulk.bar.isVisible()
    products.bulk.offer.click()
    sheet = products.bulk.offer_sheet
    qtbot.waitUntil(sheet.sheet.isVisible)
    sheet.shop.setCurrentIndex(sheet.shop.findText("Nouvelle"))
    qtbot.waitUntil(sheet.go.isEnabled)
    assert faults(sheet.sheet) == []

    sheet.go.click()

    qtbot.waitUntil(lambda: len(_queued(lanes)) == products.table.row_count())
    qtbot.waitUntil(lambda: len(toasts) == 1)
    assert "brouillon" in toasts[0]
    assert not products.bulk.bar.isVisible()


def test_a_platform_that_takes_none_says_so(
    qtbot: QtBot, products: ProductsScreen, lanes: Lanes, shell: Shell
) -> None:
    shell.services = replace(shell.services, platform_can=lambda _key: PlatformCan())
    lanes.write(_add_shop).result()
    products.table.check_everything()

    products.bulk.offer.click()

    sheet = products.bulk.offer_sheet
    qtbot.waitUntil(sheet.banner.isVisible)
    assert not sheet.go.isEnabled()
    assert _queued(lanes) == []
