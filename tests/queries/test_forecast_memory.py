"""What forecasts keep: read once a lane, and read anew when asked to forget."""

from concurrent.futures import ThreadPoolExecutor

from merchant_desk.queries.forecast_memory import ForecastMemory


def test_each_lane_reads_for_itself_and_once() -> None:
    memory = ForecastMemory()
    here = memory.kept("dues", 1, list)

    with ThreadPoolExecutor(max_workers=1) as lane:
        there = lane.submit(memory.kept, "dues", 1, list).result()
        again = lane.submit(memory.kept, "dues", 1, list).result()

    assert there is again
    assert there is not here
    assert memory.kept("dues", 1, list) is here


def test_what_hangs_on_something_else_is_read_anew() -> None:
    memory = ForecastMemory()
    before = memory.kept("dues", "monday", list)

    assert memory.kept("dues", "tuesday", list) is not before


def test_every_lane_forgets() -> None:
    memory = ForecastMemory()
    with ThreadPoolExecutor(max_workers=1) as lane:
        here = memory.kept("dues", 1, list)
        there = lane.submit(memory.kept, "dues", 1, list).result()

        memory.forget()

        assert memory.kept("dues", 1, list) is not here
        assert lane.submit(memory.kept, "dues", 1, list).result() is not there
