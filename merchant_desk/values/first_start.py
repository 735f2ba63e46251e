"""The steps of the first start, in their order; each may be passed over."""

from enum import StrEnum


class Step(StrEnum):
    """Where she is; its word is what is kept, so that a start after a kill goes on from there."""

    SHOP = "shop"
    GOODS = "goods"
    SCANNER = "scanner"
    PRINTER = "printer"
    READY = "ready"


OVER = "over"
"""Kept instead of a step once she has finished, or has said « plus tard »: never asked again."""


def step_of(kept: str) -> Step:
    """Return where to go on; from the beginning when nothing of it is known."""
    return Step(kept) if kept in set(Step) else Step.SHOP


def after(step: Step) -> Step | None:
    """Return the next step, or None after the last."""
    steps = list(Step)
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None


def before(step: Step) -> Step | None:
    """Return the step before, or None at the first."""
    place = list(Step).index(step)
    return list(Step)[place - 1] if place else None
