"""What the first paint reads from the file, and that it never stops a start."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from merchant_desk.app.first_paint import first_picture
from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import open_home
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.ui.first_picture import FirstOrder, FirstPicture
from merchant_desk.ui.theme import Mode
from merchant_desk.values import settings as declared
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import id_text
from tests.makers import make_location, make_product, make_profile, make_shop, remote_order


def _shop(folder: Path, gesture: Gesture) -> None:
    home = open_home(folder, {})
    with home.database.write() as session:
        make_profile(session)
        make_location(session)
        make_product(session)
        shop = make_shop(session)
        accept_order(session, gesture, shop, remote_order("1042"))
        accept_order(
            session,
            gesture,
            shop,
            remote_order("1043", paid_at=datetime(2099, 1, 5, 8, tzinfo=UTC)),
        )
        session.connection().exec_driver_sql(
            "INSERT INTO setting (station, key, value) VALUES (?, ?, 'dark')",
            (id_text(home.station_id), declared.THEME.key),
        )
    home.close()


def test_the_first_list_shows_the_orders_to_prepare_the_most_urgent_first(
    tmp_path: Path, gesture: Gesture
) -> None:
    _shop(tmp_path, gesture)

    picture = first_picture(tmp_path, {})

    assert [(each.number, each.customer, each.total, each.late) for each in picture.orders] == [
        ("#1042", "Camille Roux", "5,90\u00a0€", True),
        ("#1043", "Camille Roux", "5,90\u00a0€", False),
    ]
    assert isinstance(picture.orders[0], FirstOrder)
    assert (picture.facts.shop, picture.facts.detail) == ("Maison Lavande SARL", "Boutique")
    assert picture.facts.counts == {"orders": 2}
    assert picture.look.mode is Mode.DARK


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, but long enough to look at" * 40]
)
def test_a_file_that_tells_nothing_gives_an_empty_frame(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)

    assert first_picture(tmp_path, {}) == FirstPicture()


def test_a_shop_on_a_server_is_not_read_from_the_file(tmp_path: Path, gesture: Gesture) -> None:
    _shop(tmp_path, gesture)

    picture = first_picture(tmp_path, {"MERCHANT_DESK_DATABASE": "postgresql+psycopg://shop"})

    assert picture == FirstPicture()


def test_the_first_paint_changes_nothing_in_the_file(tmp_path: Path, gesture: Gesture) -> None:
    _shop(tmp_path, gesture)
    before = (tmp_path / FILE_NAME).read_bytes()

    first_picture(tmp_path, {})

    assert (tmp_path / FILE_NAME).read_bytes() == before
