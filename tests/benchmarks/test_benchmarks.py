"""The benchmark says what it says it says; how fast anything is, is never a test."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.gate import is_over
from tests.benchmarks.measuring import Figure, in_turn, timed

_FIELDS = {
    "job", "what", "value", "unit", "limit", "ratio", "must", "stretch", "note", "timed",
    "verdict",
}  # fmt: skip


@pytest.mark.parametrize(
    ("only", "jobs"),
    [
        (
            "T1,T2,T3,T5,CNT,CSH",
            [
                *(f"CNT{part}" for part in "abcdef"),
                *(f"CSH{part}" for part in "abc"),
                "T1",
                "T10",
                "T11",
                "T2",
                "T2",
                "T3a",
                "T3a",
                "T3b",
                "T3b",
                "T5a",
                "T5b",
                "T5b",
                "T5c",
                "T5c",
                "T5c",
                "T5c",
            ],
        ),
        pytest.param(
            "T4A,T4C,T6,T8,SCAN,FX,LAB",
            [
                "FXa",
                "FXb",
                "LABa",
                "LABb",
                "LABc",
                *["T4a"] * 6,
                "T4c",
                "T4c",
                "T6a",
                "T6b",
                "T8a",
                "T8b",
                "T8b",
                "scan",
            ],
            marks=pytest.mark.proving,  # half a minute; the gate measures most of them anyway
        ),
    ],
)
def test_every_job_gives_its_figure_its_limit_and_a_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], only: str, jobs: list[str]
) -> None:
    code = main(["--json", "--size", "tiny", "--only", only, "--folder", str(tmp_path)])

    report = json.loads(capsys.readouterr().out)
    assert code == 0
    assert sorted(each["job"] for each in report["figures"]) == jobs
    for each in report["figures"]:
        assert set(each) == _FIELDS
        assert each["verdict"] in {"stretch", "must", "MISSED", "told"}
        assert each["ratio"] > 0


def test_only_a_missed_bar_fails_and_only_when_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Figure(job="T0", what="late", value=9, unit="ms", limit=1, ratio=9, must=2)
    monkeypatch.setattr("tests.benchmarks.__main__.JOBS", {"T0": lambda _bench: [late]})

    assert main(["--size", "tiny"]) == 0
    assert main(["--size", "tiny", "--strict"]) == 1
    assert "MISSED" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ratio", "verdict"), [(1.0, "stretch"), (1.5, "must"), (2.0, "must"), (2.1, "MISSED")]
)
def test_a_verdict_is_the_best_bar_that_was_kept(ratio: float, verdict: str) -> None:
    figure = Figure(job="T0", what="", value=1, unit="ms", ratio=ratio, must=2, stretch=1.2)

    assert figure.verdict == verdict


def test_what_has_no_bar_is_told_and_never_missed() -> None:
    figure = Figure(job="T0", what="", value=1, unit="ms", ratio=90, must=None)

    assert figure.verdict == "told"


def test_a_work_that_measured_itself_is_believed() -> None:
    assert timed(lambda: 4.25) == 4.25


def test_both_sides_are_measured_in_turn_after_one_round_of_warming_up() -> None:
    said: list[str] = []

    def limit() -> float:
        said.append("limit")
        return 2.0

    def desk() -> float:
        said.append("desk")
        return 3.0

    pair = in_turn(limit, desk, 2)

    assert said == ["limit", "desk"] * 3
    assert pair.ratio == 1.5


@pytest.mark.parametrize(
    ("job", "ratio", "timed", "over"),
    [
        ("T2", 2.5, False, False),
        ("T2", 2.6, False, True),
        ("T2", 2.6, True, False),
        ("T9c", 2.6, False, False),
    ],
)
def test_only_a_sharp_ratio_beyond_noise_is_over(
    job: str, ratio: float, timed: bool, over: bool
) -> None:
    figure = Figure(job=job, what="", value=1, unit="ms", ratio=ratio, must=2, timed=timed)

    assert is_over(figure) == over
