"""Numbers of recording order: fresh, one after the other, never given twice."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy.orm import Session

from merchant_desk.database.database import Database, open_database
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from tests.makers import make_product
from tests.postgresql import Server


def _next(session: Session, count: int) -> int:
    return next_row(session, table(Product), count)


def test_a_fresh_number_follows_every_number_given(database: Database) -> None:
    database.gesture(make_product)

    first = database.gesture(_next, 1).answer

    with database.write() as session:
        make_product(session, "SECOND", ean=None)
        assert session.query(Product.row).filter_by(sku="SECOND").scalar() >= first


def test_batches_of_two_stations_never_share_a_number(
    postgresql_database: Database, postgresql_server: Server
) -> None:
    other = open_database(postgresql_server.url)
    size = 50

    def take(database: Database) -> list[int]:
        firsts = [database.gesture(_next, size).answer for _time in range(20)]
        return [first + offset for first in firsts for offset in range(size)]

    with ThreadPoolExecutor(2) as pool:
        taken = [
            number for batch in pool.map(take, (postgresql_database, other)) for number in batch
        ]
    other.close()

    assert len(set(taken)) == len(taken)
