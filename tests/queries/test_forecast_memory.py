"""What forecasts keep: read once a lane, and read anew when asked to forget."""

from concurrent.futures import ThreadPoolExecutor

from merchant_desk.queries.forecast_memory import ForecastMemory


def _read() -> list[int]:
    return []


def test_each_lane_reads_for_itself_and_once() -> None:
    memory = ForecastMemory()
    here = memory.kept("dues", 1, _read)

    with ThreadPoolExecutor(max_workers=1) as lane:
        there = lane.submit(memory.kept, "dues", 1, _read).result()
        again = lane.submit(memory.kept, "dues", 1, _read).result()

    assert there is again
    assert there is not here
    assert memory.kept("dues", 1, _read) is here


def test_what_hangs_on_something_else_is_read_anew() -> None:
    memory = ForecastMemory()
    before = memory.kept("dues", "monday", _read)

    assert memory.kept("dues", "tuesday", _read) is not before


def test_every_lane_forgets() -> None:
    memory = ForecastMemory()
    with ThreadPoolExecutor(max_workers=1) as lane:
        here = memory.kept("dues", 1, _read)
        there = lane.submit(memory.kept, "dues", 1, _read).result()

        memory.forget()

        assert memory.kept("dues", 1, _read) is not here
        assert lane.submit(memory.kept, "dues", 1, _read).result() is not there
