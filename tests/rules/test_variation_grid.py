"""Variations in a grid: sizes across in their order, the other option down."""

import pytest

from merchant_desk.rules.variation_grid import variation_grid


def test_sizes_stand_across_in_their_order_whichever_side_they_are_written() -> None:
    for options in (["Bleu, M", "Bleu, S", "Rouge, M"], ["M, Bleu", "S, Bleu", "M, Rouge"]):
        grid = variation_grid(options)

        assert (grid.columns, grid.rows) == (("S", "M"), ("Bleu", "Rouge"))
        assert grid.cells == ((1, 0), (None, 2))


@pytest.mark.parametrize(
    "options", [["100 g", "200 g"], ["Bleu, M", "Vert"], ["Bleu, M", "Bleu / M"], []]
)
def test_what_has_not_two_options_stands_in_one_row(options: list[str]) -> None:
    grid = variation_grid(options)

    assert grid.rows == ("",)
    assert grid.cells == (tuple(range(len(options))),)
