"""Histories of a desk, its shops and a hostile network: three hundred, thousands by command."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulator.__main__ import main
from tests.simulator.history import USUAL_STEPS, WEIGHTS, Step, draw, read_history, write_history
from tests.simulator.many import play_in
from tests.simulator.network import Fault
from tests.simulator.play import STEPS, play
from tests.simulator.shrink import shrunk
from tests.simulator.world import Worlds

BLOCKS, IN_A_BLOCK = 20, 15
IN_THE_SUITE = 1
"""Blocks that every run of the suite plays; the others come with what proves the simulator."""


@pytest.fixture(scope="module")
def worlds() -> Iterator[Worlds]:
    """Worlds that are made once; every history begins at the same beginning all the same."""
    opened = Worlds()
    yield opened
    opened.close()


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "block",
    [
        *range(IN_THE_SUITE),
        *(pytest.param(each, marks=pytest.mark.proving) for each in range(IN_THE_SUITE, BLOCKS)),
    ],
)
def test_every_history_comes_to_rest_with_nothing_lost_doubled_or_oversold(
    worlds: Worlds, block: int
) -> None:
    seeds = range(block * IN_A_BLOCK, (block + 1) * IN_A_BLOCK)

    report = play_in(worlds, seeds, USUAL_STEPS)

    assert report.histories == IN_A_BLOCK
    assert report.requests > 50 * IN_A_BLOCK
    assert report.orders > IN_A_BLOCK
    assert report.failures == [], "\n".join(report.lines())


@pytest.mark.proving
def test_every_kind_of_step_and_of_fault_is_drawn_in_thirty_histories(worlds: Worlds) -> None:
    report = play_in(worlds, range(30_000, 30_030), USUAL_STEPS)

    assert set(WEIGHTS) == set(STEPS)
    assert set(report.kinds) == set(WEIGHTS)
    assert {each.value for each in Fault} | {"desk offline"} <= set(report.injected)
    assert any(name.startswith("killed") for name in report.injected)


def test_the_same_history_is_played_the_same_twice(worlds: Worlds) -> None:
    once, again = (play(worlds, 5, draw(5)) for _turn in range(2))

    assert (once.requests, once.injected, once.orders) == (
        again.requests,
        again.injected,
        again.orders,
    )
    assert once.requests > 50


def test_a_history_is_drawn_by_its_seed_and_kept_word_for_word(tmp_path: Path) -> None:
    file = tmp_path / "history.json"

    write_history(file, 9, draw(9))

    assert read_history(file) == (9, draw(9))
    assert draw(9) != draw(10)
    assert len(json.loads(file.read_text(encoding="utf-8"))["steps"]) == USUAL_STEPS


def test_what_a_failure_does_not_need_is_taken_out() -> None:
    steps = draw(3)
    needed = {steps[4], steps[31]}

    left = shrunk(steps, lambda some: needed <= set(some))

    assert set(left) == needed
    assert list(left) == [each for each in steps if each in needed]


def test_the_command_plays_reports_and_replays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "history.json"
    write_history(file, 7, draw(7, 12))

    played = main(["--histories", "2", "--seed", "40", "--steps", "12", "--jobs", "2"])
    replayed = main(["--replay", str(file)])

    told = capsys.readouterr().out
    assert (played, replayed) == (0, 0)
    assert "2 histories, 24 steps" in told
    assert "1 histories, 12 steps" in told
    assert "invariants checked" in told


ONCE_WRONG = (
    (
        108,  # a parcel that a shop refuses to be told of, and a person gives up
        (
            Step("order", 1007925512),
            Step("sync all", 2975106179),
            Step("pack", 3149393979),
            Step("take back", 3403407834),
            Step("sweep", 3337885325),
        ),
    ),
    (
        304,  # a pull that was cut after its last order, and one placed since
        (
            Step("trouble", 1185604569),
            Step("sync", 4051249506),
            Step("sync", 89475023),
            Step("order", 686621106),
            Step("sync", 2234489877),
        ),
    ),
)


@pytest.mark.parametrize(("seed", "steps"), ONCE_WRONG, ids=["given up", "cut"])
def test_what_was_found_once_stays_right(
    worlds: Worlds, seed: int, steps: tuple[Step, ...]
) -> None:
    played = play(worlds, seed, steps)

    assert played.orders == 1
    assert played.wrong == []
