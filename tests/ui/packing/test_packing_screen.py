from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from tests.ui.packing.bench_room import SLIP, SOAP, Room


def test_scanning_the_slip_opens_the_parcel(room: Room) -> None:
    room.scan(SLIP)

    room.qtbot.waitUntil(lambda: room.screen.bench.view is not None)
    view = room.screen.bench.view
    assert view is not None
    assert view.order_number == "1042"
    assert room.hero.title == "Scannez un article"
    assert room.heard.sounds == [Sound.OPENED]


def test_a_wanted_article_is_counted_seen_and_heard(room: Room) -> None:
    room.scan(SLIP)

    room.scan(SOAP)

    assert (room.hero.state, room.hero.done, room.hero.total) == (HeroState.ADDED, 1, 3)
    assert room.heard.sounds == [Sound.OPENED, Sound.ADDED]
    assert room.packed() == {"SAV-LAV-100": 1}
