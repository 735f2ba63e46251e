"""CSH: the account over thirteen weeks, once more after one move, once more after one edit."""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.database import Database, open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.rules.cash_forecast.assemble import assemble
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import total
from tests.benchmarks.desk_file import GESTURE, NOW, STATION
from tests.benchmarks.measuring import Figure, in_turn, timed
from tests.benchmarks.workbench import Workbench
from tests.cash_accounts import make_account
from tests.issued import issued, paid
from tests.makers import make_profile, make_station

_BAR_S = 0.15
_OPEN_PER_PRODUCT = 0.4
_LINES_PER_PRODUCT = 2
_TODAY = NOW.date()
_CUSTOMERS = 900
_MOVED = "SELECT due_on, left_to_pay FROM invoice WHERE left_to_pay <> 0"
Row = dict[str, Any]


def csh(bench: Workbench) -> list[Figure]:
    """Compare with a raw read of what is open, which foresees nothing."""
    path = bench.fresh("forecast.sqlite3")
    count = int(bench.size.products * _OPEN_PER_PRODUCT)
    lines = int(bench.size.products * _LINES_PER_PRODUCT)
    openly = _make(path, count, lines)
    database = open_database(f"sqlite:///{path}")
    memory = ForecastMemory()
    first = timed(lambda: _forecast(database, memory))
    forecast = _forecast(database, memory)
    with closing(sqlite3.connect(path)) as file:

        def raw() -> list[tuple[str, int]]:
            return file.execute(_MOVED).fetchall()

        moved = in_turn(raw, lambda: _moved(forecast), bench.size.rounds)
        edits = iter(openly)
        edited = in_turn(raw, lambda: _edited(database, memory, next(edits)), bench.size.rounds)
    whole = total(each.amount for each in _forecast(database, ForecastMemory()).flows)
    if total(each.amount for each in _forecast(database, memory).flows) != whole:
        raise AssertionError(whole)
    database.close()
    what = f"{count} open documents, {lines} lines of the bank"
    return [
        _figure("CSHa", f"assembled again after one moved, {what}: bar 150 ms", moved.desk_s),
        _figure("CSHb", f"forecast after one edit, {what}: bar 150 ms", edited.desk_s),
        _figure("CSHc", f"first forecast, everything read, {what}", first, must=None),
    ]


def _figure(job: str, what: str, taken: float, must: float | None = 1) -> Figure:
    return Figure(
        job=job,
        what=what,
        value=taken * 1e3,
        unit="ms",
        ratio=taken / _BAR_S,
        must=must,
        timed=must is not None,
    )


def _forecast(database: Database, memory: ForecastMemory) -> Forecast:
    with database.read() as session:
        return cash_forecast(session, STATION, _TODAY, memory=memory)


def _moved(told: Forecast) -> Forecast:
    middle = len(told.flows) // 2
    later = replace(told.flows[middle], day=told.flows[middle].day + timedelta(days=14))
    flows = (*told.flows[:middle], later, *told.flows[middle + 1 :])
    return assemble(told.made_on, told.opening, told.opening_on, told.floor, flows)


def _edited(database: Database, memory: ForecastMemory, invoice_id: InvoiceId) -> float:
    """Pay a part of one document, then foresee again; only the latter is timed."""
    with database.write() as session:
        paid(session, GESTURE, 100, invoice_id=invoice_id)
    return timed(lambda: _forecast(database, memory))


def _make(path: Path, count: int, lines: int) -> list[InvoiceId]:
    """Make as many documents that are open, as many that were paid late, and a bank."""
    database = open_database(f"sqlite:///{path}")
    upgrade(database, NOW)
    with database.write() as session:
        make_station(session, GESTURE)
        make_profile(session)
        make_account(session, GESTURE, 1_000_000, _TODAY, [(_TODAY, 100, "VIR")])
        invoice_id = issued(session, GESTURE, 10_000, due_on=_TODAY)
        paid(session, GESTURE, 10_000, invoice_id=invoice_id)
    database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.row_factory = sqlite3.Row
        file.execute("PRAGMA foreign_keys = OFF")
        file.execute("BEGIN")
        openly = _documents(file, count)
        _bank(file, lines)
        file.execute("COMMIT")
        file.execute("ANALYZE")
    return openly


def _documents(file: sqlite3.Connection, count: int) -> list[InvoiceId]:
    pick = random.Random(31)
    invoice, payment = _only(file, "invoice"), _only(file, "payment")
    customers = [pick.randbytes(16) for _each in range(_CUSTOMERS)]
    invoices, payments, openly = list[Row](), list[Row](), list[InvoiceId]()
    for place in range(2 * count):
        is_open = place < count
        due = _TODAY + timedelta(days=pick.randrange(-40, 60) - (0 if is_open else 200))
        issue = due - timedelta(days=30)
        document = _id_of(pick, issue)
        invoices.append(
            {
                **invoice, "id": document, "counter": place + 10, "number": f"CSH-{place}",
                "customer_id": pick.choice(customers), "issue_date": issue.isoformat(),
                "due_on": due.isoformat(), "fiscal_day": issue.isoformat(),
                "issued_at": _micros(issue), "draft_id": None,
            }
        )  # fmt: skip
        if is_open:
            openly.append(InvoiceId(document))
            continue
        on = due + timedelta(days=pick.choice((-3, 0, 2, 5, 9, 14, 30)))
        payments.append(
            {
                **payment, "id": _id_of(pick, on), "invoice_id": document,
                "remote_key": f"desk:{place}", "paid_at": _micros(on), "at": _micros(on),
            }
        )  # fmt: skip
    _insert(file, "invoice", invoices)
    _insert(file, "payment", payments)
    return openly


def _bank(file: sqlite3.Connection, count: int) -> None:
    line = _only(file, "bank_line")
    rows = [
        {
            **line,
            "id": place.to_bytes(16, "big"),
            "row": place + 10,
            "identity": f"csh-{place}",
            "booked_on": (_TODAY - timedelta(days=1800 * place // count)).isoformat(),
            "amount": (-1) ** place * (100 + place % 9000),
        }
        for place in range(count)
    ]
    _insert(file, "bank_line", rows)
    file.executemany(
        "INSERT INTO cash_match (id, row, line_id, target, category, amount, fee, reason, at, by,"
        " station_id) SELECT ?, ?, id, 'category', 'other', amount, 0, '', 0, 'Léa', x'00'"
        " FROM bank_line WHERE id = ?",
        [
            ((place + 1).to_bytes(16, "little"), place + 1, place.to_bytes(16, "big"))
            for place in range(50, count)
        ],
    )


def _only(file: sqlite3.Connection, name: str) -> Row:
    return dict(file.execute(f"SELECT * FROM {name}").fetchone())  # noqa: S608 - our own names


def _insert(file: sqlite3.Connection, name: str, rows: Sequence[Row]) -> None:
    columns = list(rows[0])
    told = ", ".join(f'"{each}"' for each in columns)
    marks = ", ".join("?" * len(columns))
    file.executemany(
        f"INSERT INTO {name} ({told}) VALUES ({marks})",  # noqa: S608 - our own names
        [tuple(row[each] for each in columns) for row in rows],
    )


def _micros(day: date) -> int:
    return to_micros(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))


def _id_of(pick: random.Random, day: date) -> bytes:
    """Return an id that was made that day."""
    stamp = (_micros(day) // 1000).to_bytes(6, "big")
    return stamp + bytes([0x70]) + pick.randbytes(1) + bytes([0x80]) + pick.randbytes(7)
