"""What is told of a table without its mapped class is what the class says."""

import pytest
from sqlalchemy import Enum, TableClause

from merchant_desk.models.all_models import METADATA
from merchant_desk.queries.unmapped import day, goods, sales, shop, station

_TOLD = [
    each
    for module in (day, goods, sales, shop, station)
    for each in vars(module).values()
    if isinstance(each, TableClause)
]


def test_no_table_is_told_twice() -> None:
    names = [each.name for each in _TOLD]

    assert len(names) > 30
    assert len(names) == len(set(names))


@pytest.mark.parametrize("told", _TOLD, ids=lambda told: told.name)
def test_every_column_told_is_one_of_the_model_and_of_its_type(told: TableClause) -> None:
    model = METADATA.tables[told.name]

    assert list(told.c)
    for each in told.c:
        mapped = model.c[each.name].type
        if isinstance(mapped, Enum):
            # the words of an enumeration are plain text to a question that only compares them
            said = each.type.enum_class if isinstance(each.type, Enum) else mapped.enum_class
            assert said is mapped.enum_class
        else:
            assert isinstance(mapped, type(each.type))
