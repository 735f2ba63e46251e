"""A tiny shop of numbered things: what the mechanisms of the window are tried on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import Column as SqlColumn
from sqlalchemy import Integer, LargeBinary, MetaData, String, Table, func, insert, select, text
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role

_METADATA = MetaData()
THING = Table(
    "thing",
    _METADATA,
    SqlColumn("id", LargeBinary, primary_key=True),
    SqlColumn("number", Integer, index=True),
    SqlColumn("name", String),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One row."""

    id: bytes
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Things:
    """The things whose number is at least ``least``."""

    least: int = 0
    descending: bool = False

    def count(self, session: Session) -> int:
        kept = select(func.count()).select_from(THING).where(THING.c.number >= self.least)
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[Thing]:
        order = THING.c.number.desc() if self.descending else THING.c.number
        kept = select(THING).where(THING.c.number >= self.least).order_by(order)
        rows = session.execute(kept.offset(offset).limit(limit))
        return [Thing(row.id, row.number, row.name) for row in rows]

    def ids(self, session: Session) -> Sequence[bytes]:
        return session.scalars(select(THING.c.id).where(THING.c.number >= self.least)).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        return replace(self, descending=descending) if key == "number" else self


COLUMNS: tuple[Column[Thing], ...] = (
    Column("name", "Nom", lambda row: row.name, 200, role=Role.STRONG, stretch=True),
    Column("number", "Numéro", lambda row: str(row.number), 120, sort="number", numeric=True),
)


def thing_id(row: Thing) -> bytes:
    return row.id


def make_things(database: Database) -> None:
    """Make the empty table."""
    with database.writer.begin() as connection:
        _METADATA.create_all(connection)


def fill(database: Database, count: int, start: int = 0) -> None:
    """Put numbered things in, at once."""
    statement = text(
        "WITH RECURSIVE counted(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM counted"
        " WHERE n + 1 < :end) INSERT INTO thing (id, number, name)"
        " SELECT CAST(printf('%016d', n) AS BLOB), n, 'Objet n° ' || n FROM counted"
    )
    with database.writer.begin() as connection:
        connection.execute(statement, {"first": start, "end": start + count})


def add_thing(session: Session, number: int) -> int:
    """Add one thing: the operation of these tests."""
    values = {"id": b"%016d" % number, "number": number, "name": f"Objet n° {number}"}
    session.execute(insert(THING).values(values))
    return number


def refuse(_session: Session) -> None:
    raise RefusedError("La chose n’a pas été ajoutée.", "Choisissez un autre numéro.")


def break_down(_session: Session, secret: str) -> None:
    raise ValueError(secret)
