"""What a storefront sent: kept word for word with the cursor, then applied record by record."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Integer, String, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.database.rows import next_row
from merchant_desk.errors import DeskError
from merchant_desk.models.base import table
from merchant_desk.models.shop import Cursor, RemoteRecord
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.accept_product import SheetsTell, accept_product
from merchant_desk.operations.find_bin import bin_named
from merchant_desk.operations.match_article import AmbiguousArticleError
from merchant_desk.operations.shop_words import in_our_words
from merchant_desk.sync.connector import Connector, Page, RawRecord, RecordKind
from merchant_desk.values.error_trace import error_trace
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RemoteRecordId, ShopId, id_text, new_ids
from merchant_desk.values.texts import _
from merchant_desk.values.words import RecordState, Trouble

_RECORDS, _CURSORS = table(RemoteRecord), table(Cursor)
_KEPT = PreparedSet(
    lambda remote_ids: select(_RECORDS.c.remote_id, _RECORDS.c.version, _RECORDS.c.row).where(
        _RECORDS.c.shop_id == bindparam("shop"),
        _RECORDS.c.kind == bindparam("kind"),
        _RECORDS.c.remote_id.in_(remote_ids),
    ),
    String(),
)
_WAITING = Prepared(
    select(*(_RECORDS.c[name] for name in ("id", "row", "kind", "remote_id", "body")))
    .where(_RECORDS.c.state == RecordState.WAITING, _RECORDS.c.shop_id == bindparam("shop"))
    .order_by(_RECORDS.c.row)
    .limit(bindparam("most", type_=Integer()))
)
_APPLIED = Prepared(
    update(_RECORDS)
    .where(_RECORDS.c.id == bindparam("record"))
    .values(
        state=RecordState.APPLIED, applied_at=bindparam("at"), trouble=None, reason="", advice=""
    )
)
_OVERTAKEN = Prepared(
    update(_RECORDS)
    .where(
        _RECORDS.c.shop_id == bindparam("shop"),
        _RECORDS.c.kind == bindparam("kind"),
        _RECORDS.c.remote_id == bindparam("remote"),
        _RECORDS.c.row < bindparam("before"),
        _RECORDS.c.state == RecordState.PARKED,
    )
    .values(state=RecordState.DISCARDED)
)
_log = logging.getLogger(__name__)
_AGAIN = "~"
CHUNK = 25
CHUNK_S = 0.08
"""A scan waits for one chunk at most: a chunk ends at 25 records or 80 ms, whichever is first."""


def _moving(insert: sqlite.Insert | postgresql.Insert) -> Prepared:
    """Return the change that moves a cursor on, or sets it for the first time."""
    names = ("shop_id", "kind", "position", "finished", "moved_at")
    upsert = insert.values({name: bindparam(name) for name in names})
    moved = {name: upsert.excluded[name] for name in names[2:]}
    return Prepared(upsert.on_conflict_do_update(index_elements=names[:2], set_=moved))


_MOVE = {
    "sqlite": _moving(sqlite.insert(_CURSORS)),
    "postgresql": _moving(postgresql.insert(_CURSORS)),
}


@dataclass(frozen=True, slots=True)
class Applied:
    """What one chunk did; ``waiting`` tells whether more is left."""

    applied: int
    parked: int
    conflicts: int
    waiting: bool


@dataclass(frozen=True, slots=True)
class _Waiting:
    id: RemoteRecordId
    row: int
    kind: str
    remote_id: str
    body: str


def cursor_position(session: Session, shop_id: ShopId, kind: RecordKind) -> str:
    """Return up to where this kind has been read; empty before the first page."""
    position = session.execute(
        select(_CURSORS.c.position).where(_CURSORS.c.shop_id == shop_id, _CURSORS.c.kind == kind)
    ).scalar()
    return position or ""


def was_cut(session: Session, shop_id: ShopId, kind: RecordKind) -> bool:
    """Tell whether the last pull of this kind stopped before its end."""
    finished = session.execute(
        select(_CURSORS.c.finished).where(_CURSORS.c.shop_id == shop_id, _CURSORS.c.kind == kind)
    ).scalar()
    return finished is False


def keep_page(
    session: Session, gesture: Gesture, shop_id: ShopId, kind: RecordKind, page: Page
) -> int:
    """Store the raw records and the cursor together; return how many records were fresh.

    Sheets are dated by the shop's clock: the stock they show is compared with its orders.
    """
    dated = gesture
    if kind is RecordKind.PRODUCT and page.server_time is not None:
        dated = replace(gesture, at=page.server_time)
    kept = keep_records(session, dated, shop_id, kind, page.records)
    moved = {"position": page.next_position, "finished": page.finished, "moved_at": gesture.at}
    move = _MOVE[session.connection().dialect.name]
    move.write(session, {"shop_id": shop_id, "kind": kind, **moved})
    return kept


def keep_records(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    kind: RecordKind,
    records: Sequence[RawRecord],
) -> int:
    """Store raw records that no cursor led to; return how many were fresh."""
    fresh = _fresh(session, shop_id, kind, records)
    if not fresh:
        return 0
    first = next_row(session, _RECORDS, len(fresh))
    rows = [
        {
            "id": RemoteRecordId(identifier),
            "row": row,
            "shop_id": shop_id,
            "kind": kind,
            "remote_id": record.remote_id,
            "version": version if version is not None else f"{record.version}{_AGAIN}{row}",
            "body": record.body,
            "state": RecordState.WAITING,
            "trouble": None,
            "reason": "",
            "advice": "",
            "received_at": gesture.at,
            "applied_at": None,
        }
        for row, (identifier, (record, version)) in enumerate(
            zip(new_ids(len(fresh)), fresh, strict=True), first
        )
    ]
    insert_into(session, _RECORDS, rows)
    return len(rows)


def begin_at(
    session: Session, gesture: Gesture, shop_id: ShopId, kind: RecordKind, position: str
) -> None:
    """Set where the first pull begins, unless something was pulled already."""
    if not cursor_position(session, shop_id, kind):
        moved = {"position": position, "finished": False, "moved_at": gesture.at}
        move = _MOVE[session.connection().dialect.name]
        move.write(session, {"shop_id": shop_id, "kind": kind, **moved})


def _fresh(
    session: Session, shop_id: ShopId, kind: RecordKind, records: Sequence[RawRecord]
) -> list[tuple[RawRecord, str | None]]:
    """Return the records not kept yet, each once, with the version to keep.

    None stands for a version that was kept before and overtaken since: the value came back.
    """
    wanted = {(record.remote_id, record.version): record for record in records}
    if not wanted:
        return []
    remote_ids = sorted({remote_id for remote_id, _version in wanted})
    kept: set[tuple[str, str]] = set()
    last: dict[str, tuple[int, str]] = {}
    for remote_id, version, row in _KEPT.rows(session, remote_ids, shop=shop_id, kind=kind):
        plain = version.partition(_AGAIN)[0]
        kept.add((remote_id, plain))
        last[remote_id] = max(last.get(remote_id, (-1, "")), (row, plain))
    fresh: list[tuple[RawRecord, str | None]] = []
    for known, record in wanted.items():
        if known not in kept:
            fresh.append((record, record.version))
        elif not record.dated and last[record.remote_id][1] != record.version:
            fresh.append((record, None))
    return fresh


def apply_some(
    session: Session, gesture: Gesture, shop_id: ShopId, connector: Connector, limit: int = CHUNK
) -> Applied:
    """Apply the oldest waiting records, each in a savepoint; park what cannot be applied."""
    ends_at = time.monotonic() + CHUNK_S
    applied = parked = conflicts = 0
    waiting = _waiting(session, shop_id, limit + 1)
    done = 0
    for record in waiting[:limit]:
        if done and time.monotonic() > ends_at:
            break
        done += 1
        try:
            with session.begin_nested():
                conflicts += _apply(session, gesture, shop_id, connector, record)
        except AmbiguousArticleError as question:
            parked += 1
            _park(session, shop_id, record, Trouble.AMBIGUOUS, (question.title, question.advice))
        except DeskError as refusal:
            parked += 1
            _park(session, shop_id, record, Trouble.REFUSED, (refusal.title, refusal.advice))
        except Exception as bug:  # noqa: BLE001 - one rotten record must not stop the others
            parked += 1
            _note_bug(record, bug)
            _park(session, shop_id, record, Trouble.BUG, _bug_words(bug))
        else:
            applied += 1
            _settle(session, gesture, shop_id, record)
    return Applied(applied, parked, conflicts, waiting=len(waiting) > done)


def _waiting(session: Session, shop_id: ShopId, limit: int) -> Sequence[_Waiting]:
    session.flush()
    return [_Waiting(*row) for row in _WAITING.rows(session, shop=shop_id, most=limit)]


def _apply(
    session: Session, gesture: Gesture, shop_id: ShopId, connector: Connector, record: _Waiting
) -> int:
    if record.kind == RecordKind.ORDER:
        order = in_our_words(session, gesture, shop_id, connector.read_order(record.body))
        return accept_order(session, gesture, shop_id, order).conflicts
    article = connector.read_product(record.body)
    place_id = bin_named(session, article.bin_hint) if article.bin_hint else None
    told = SheetsTell(connector.capabilities.levels_in_products)
    accept_product(session, gesture, shop_id, article, place_id=place_id, told=told)
    return 0


def _settle(session: Session, gesture: Gesture, shop_id: ShopId, record: _Waiting) -> None:
    """Mark the record applied, and earlier versions that were parked as overtaken."""
    session.flush()
    _APPLIED.write(session, {"record": record.id, "at": gesture.at})
    _overtake(session, shop_id, record)


def _overtake(session: Session, shop_id: ShopId, record: _Waiting) -> None:
    earlier = {"shop": shop_id, "kind": record.kind, "remote": record.remote_id}
    _OVERTAKEN.write(session, {**earlier, "before": record.row})


def _park(
    session: Session, shop_id: ShopId, record: _Waiting, trouble: Trouble, words: tuple[str, str]
) -> None:
    """Put the record aside; a question takes the place of the one an earlier version asked."""
    reason, advice = words
    session.execute(
        update(_RECORDS)
        .where(_RECORDS.c.id == record.id)
        .values(state=RecordState.PARKED, trouble=trouble, reason=reason, advice=advice)
    )
    if trouble is Trouble.AMBIGUOUS:
        _overtake(session, shop_id, record)


def _note_bug(record: _Waiting, bug: Exception) -> None:
    """Log where it happened: the message of the error may hold what the record says."""
    trace = "\n".join(error_trace(bug))
    _log.error("record could not be applied", extra={"record": id_text(record.id), "trace": trace})


def _bug_words(bug: Exception) -> tuple[str, str]:
    return (
        _("Cette fiche n’a pas pu être reprise\u00a0: erreur du logiciel ({kind}).").format(
            kind=type(bug).__name__
        ),
        _("Réessayez après une mise à jour\u00a0; la fiche reçue est conservée."),
    )
