"""A warm process with one thread, from which children are forked and killed.

Reads one JSON line a child: the file, the life it lives, and at which statement of the writer it
dies (0: never).
Answers one line: how the child ended and, when it came to the end, how many statements it took.
The file itself counts them, row by row and commits too: hot paths write past SQLAlchemy.
"""

import json
import os
import signal
import sqlite3
import sys
from pathlib import Path

import requests
from sqlalchemy import event

from merchant_desk.connectors import CONNECTORS
from merchant_desk.database.database import open_database
from tests.kill.bank_day import live_bank
from tests.kill.day import live_with
from tests.kill.goods_day import live_goods
from tests.kill.match_day import live_match
from tests.kill.payout_day import live_payouts

LONGEST_S = 30
WARM = (requests.__name__, *CONNECTORS)


LIVES = {
    "day": live_with,
    "goods": live_goods,
    "bank": live_bank,
    "match": live_match,
    "payouts": live_payouts,
}


def _child(path: Path, kill_at: int, life: str) -> int:
    signal.alarm(LONGEST_S)
    database = open_database(f"sqlite:///{path}")
    done = 0

    def count(_statement: str) -> None:
        nonlocal done
        done += 1
        if done == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(count)

    event.listen(database.writer, "connect", watch)
    LIVES[life](database)
    return done


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            done = _child(Path(order["file"]), order["kill_at"], order["life"])
            os.write(writer, str(done).encode())
            os._exit(0)
        os.close(writer)
        _child_id, status = os.waitpid(child, 0)
        told = os.read(reader, 100).decode()
        os.close(reader)
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        answer = {"signal": killed, "statements": int(told or 0)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
