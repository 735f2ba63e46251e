"""Foreseen amounts as text: what a kept forecast holds, to be compared later with what happened."""

from collections.abc import Sequence

import msgspec

from merchant_desk.values.cash_flow import Flow


def flow_json(flows: Sequence[Flow]) -> str:
    """Write the flows of a forecast."""
    return msgspec.json.encode(flows).decode()


def read_flows(text: str) -> tuple[Flow, ...]:
    """Read them as they were written; ValueError for a text that is none."""
    return msgspec.json.decode(text, type=tuple[Flow, ...])
