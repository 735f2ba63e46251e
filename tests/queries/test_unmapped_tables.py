"""What is told of a table without its mapped class is what the class says."""

import pytest
from sqlalchemy import Enum, TableClause

from merchant_desk.models.all_models import METADATA
from merchant_desk.queries import unmapped_tables


@pytest.mark.parametrize(
    "told",
    [
        unmapped_tables.PROMOTIONS,
        unmapped_tables.PROMOTION_LINES,
        unmapped_tables.BATCHES,
        unmapped_tables.STOCK_RULES,
        unmapped_tables.RETURNS,
        unmapped_tables.LOTS,
        unmapped_tables.LOT_LEVELS,
    ],
    ids=lambda told: told.name,
)
def test_every_column_told_is_one_of_the_model_and_of_its_type(told: TableClause) -> None:
    model = METADATA.tables[told.name]

    assert list(told.c)
    for each in told.c:
        mapped = model.c[each.name].type
        # the words of an enumeration are plain text to a question that only compares them
        kind = type(each.type)
        assert isinstance(mapped, kind) or (isinstance(mapped, Enum) and kind.__name__ == "Text")
