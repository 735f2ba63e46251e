"""Columns that refuse what the desk must never store: floats, naive instants, foreign ids."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Dialect, Enum, types
from sqlalchemy.ext.compiler import compiles

from merchant_desk.values.money import Money

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class IdColumn(types.UserDefinedType[bytes]):
    """Sixteen bytes, passed to and from the driver as they are."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        """Return the SQLite type; PostgreSQL's is set by the compiler below."""
        return "BLOB"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Pass bytes through."""
        return None


class MoneyColumn(types.TypeDecorator[Money]):
    """Euro cents as an integer."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """Store the cents."""
        return None if value is None else value.cents

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        """Read the cents; a server gives a sum of them as a decimal number."""
        return None if value is None else Money(int(value))


def to_micros(instant: datetime) -> int:
    """Return microseconds since 1970 of an aware instant; a naive one is a bug."""
    if instant.tzinfo is None:
        raise TypeError("a naive datetime cannot be stored")
    return (instant - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the aware UTC instant of stored microseconds."""
    return _EPOCH + timedelta(microseconds=micros)


class UtcColumn(types.TypeDecorator[datetime]):
    """An instant as microseconds since 1970, the same on both databases; naive values refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Store microseconds."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Read an aware instant."""
        return None if value is None else from_micros(value)


def words(kind: type[StrEnum]) -> Enum:
    """Return a column type that stores the words of an enumeration and refuses any other.

    The guard is in Python: a CHECK would make every new word a rebuilt table.
    """
    return Enum(
        kind,
        native_enum=False,
        length=24,
        create_constraint=False,
        validate_strings=True,
        values_callable=lambda enumeration: [member.value for member in enumeration],
        name=kind.__name__.lower(),
    )


@compiles(IdColumn, "postgresql")
def _id_on_postgresql(_type: IdColumn, _compiler: object, **_options: object) -> str:
    return "BYTEA"
