"""Réglages, Plateforme agréée: an account is tried, then kept, its secret in the keyring only."""

from collections.abc import Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.station import Setting
from merchant_desk.queries.ereports import regime_of
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.platform_page import PlatformPage
from merchant_desk.ui.shell import Shell
from merchant_desk.values.e_reporting import Regime
from tests.ui.accessibility import faults
from tests.ui.e_invoicing.conftest import Kit, account


@pytest.fixture
def page(qtbot: QtBot, kit: Kit, desk: Desk, shell: Shell) -> Iterator[PlatformPage]:
    assert kit.screen.isVisible()
    made = PlatformPage(desk, shell)
    made.resize(900, 900)
    made.show()
    qtbot.waitExposed(made)
    made.reload()
    yield made
    shiboken6.delete(made)


def _type(page: PlatformPage, kit: Kit, secret: str) -> None:
    wanted = account(kit.platform)
    for field, text in (
        (page.name, wanted.name),
        (page.flow_url, wanted.flow_url),
        (page.auth_url, wanted.auth_url),
        (page.client_id, wanted.client_id),
        (page.secret, secret),
    ):
        field.input.setText(text)
        field.input.textEdited.emit(text)


def _stored(session: Session) -> list[str]:
    return list(session.scalars(select(Setting.value)))


def test_a_right_account_is_recognised_and_kept(qtbot: QtBot, page: PlatformPage, kit: Kit) -> None:
    _type(page, kit, account(kit.platform).secret)

    page.test.click()
    qtbot.waitUntil(lambda: page.said.text() == "La plateforme répond et vous reconnaît.")
    page.save.click()

    qtbot.waitUntil(lambda: "Plateforme enregistrée" in kit.toasts)
    assert kit.errands.has_secret()
    assert page.secret.value == ""
    assert account(kit.platform).secret not in "".join(kit.lanes.read(_stored).result())
    assert faults(page) == []


def test_a_wrong_secret_is_said_so(qtbot: QtBot, page: PlatformPage, kit: Kit) -> None:
    _type(page, kit, "faux")

    page.test.click()

    qtbot.waitUntil(lambda: "n’a pas accepté" in page.said.text())


def test_an_address_without_tls_is_refused_before_anything_is_sent(
    page: PlatformPage, kit: Kit
) -> None:
    _type(page, kit, "secret")
    page.flow_url.input.setText("http://api.plateforme.fr/flow-service")

    page.test.click()

    assert "https://" in page.flow_url.error
    assert kit.platform.calls == []


def test_the_rhythm_is_kept_at_once(qtbot: QtBot, page: PlatformPage, kit: Kit) -> None:
    place = list(Regime).index(Regime.MONTHLY)
    page.regime.setCurrentIndex(place)
    page.regime.activated.emit(place)

    station = kit.gesture.station_id
    qtbot.waitUntil(lambda: kit.lanes.read(regime_of, station).result() is Regime.MONTHLY)
