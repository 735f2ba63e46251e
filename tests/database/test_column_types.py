"""What the columns take and refuse, the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import IdColumn, from_micros, to_micros
from merchant_desk.database.database import Database
from merchant_desk.models.all_models import METADATA
from merchant_desk.models.base import Model, table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.station import Person, Station
from merchant_desk.values import ids
from merchant_desk.values.ids import PersonId, StationId, new_id
from tests.makers import make_product


def _station(created_at: datetime) -> dict[str, Any]:
    return {
        "id": StationId(new_id()),
        "name": "Caisse",
        "letter": "Z",
        "created_at": created_at,
    }


def test_an_instant_comes_back_in_utc_to_the_microsecond(database: Database) -> None:
    paris = datetime(2026, 11, 21, 10, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))

    with database.write() as session:
        session.execute(insert(table(Station)), _station(paris))

    with database.read() as session:
        (kept,) = session.scalars(select(Station.created_at))
    assert (kept, kept.tzinfo) == (paris, UTC)


def test_an_instant_without_its_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 21, 10, 30)  # noqa: DTZ001 - the mistake under test

    with pytest.raises(StatementError, match="naive"), database.write() as session:
        session.execute(insert(table(Station)), _station(naive))

    with database.read() as session:
        assert session.scalars(select(Station.id)).all() == []


@given(st.datetimes(timezones=st.just(UTC)))
def test_any_instant_survives_its_storing(instant: datetime) -> None:
    assert from_micros(to_micros(instant)) == instant


def test_every_column_of_a_named_id_stores_bytes(database: Database) -> None:
    named = {
        f"{each.name}.{column.name}"
        for each in METADATA.tables.values()
        for column in each.columns
        if column.name == "id" and isinstance(column.type, IdColumn)
    }
    person_id = PersonId(new_id())

    with database.write() as session:
        session.add(Person(id=person_id, name="Camille", active=True))

    with database.read() as session:
        (kept,) = session.scalars(select(Person.id))
    assert (kept, type(kept)) == (person_id, bytes)
    assert {"product.id", "sales_order.id", "parcel.id", "shop.id"} <= named


def test_no_kind_of_id_is_forgotten_by_the_columns() -> None:
    kinds = {value for name, value in vars(ids).items() if name.endswith("Id")}

    assert kinds <= set(Model.type_annotation_map)


def test_no_mapped_class_can_ask_the_database_behind_our_back() -> None:
    mapped = {str(mapper.local_table) for mapper in Model.registry.mappers}
    lazy = {
        str(each): each.lazy
        for mapper in Model.registry.mappers
        for each in mapper.relationships
        if each.lazy != "raise_on_sql"
    }

    assert mapped == METADATA.tables.keys()
    assert lazy == {}


def test_a_bulk_statement_of_the_mapper_is_recorded_as_a_change(database: Database) -> None:
    written = database.gesture(make_product)

    def rename(session: Session) -> None:
        session.execute(update(Product).values(name="Bougie"))

    def forget_codes(session: Session) -> None:
        session.execute(delete(ProductCode))

    def bulk(session: Session) -> None:
        people = [{"id": PersonId(new_id()), "name": name, "active": True} for name in "AB"]
        session.execute(insert(Person), people)

    touched = [database.gesture(each).touched for each in (rename, forget_codes, bulk)]

    assert "product" in written.touched
    assert touched == [{"product"}, {"product_code"}, {"person"}]
