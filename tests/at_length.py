"""How many examples the suite draws, and how many what proves at length (``-m proving``) draws."""

import pytest
from _pytest.mark import ParameterSet


def few_or_many(few: int, many: int) -> list[int | ParameterSet]:
    """Return the values of a parameter: some in every run, all of them apart."""
    return [few, pytest.param(many, marks=pytest.mark.proving)]
