"""Whether everything that was sealed is as it was sealed: every link, every row, every total."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import InvoiceLine, InvoiceRate
from merchant_desk.models.seal import Closing, FiscalEvent, Seal, SigningKey
from merchant_desk.queries.chain_walk import ChainStart, Verifies, Walk
from merchant_desk.queries.closing_check import closing_problems
from merchant_desk.queries.ends_check import numbering_problems
from merchant_desk.queries.sealed_rows import SUBJECTS, links
from merchant_desk.queries.unsigned_stretches import UnsignedStretches, unused_key
from merchant_desk.values.chain_report import ChainProblem, ChainReport, Trouble, named
from merchant_desk.values.closing_text import read_heads
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.ids import StationId
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.progress import Progress, Silent
from merchant_desk.values.signing import ALGORITHM, SealKind, chain_name
from merchant_desk.values.texts import _

_SEALS, _CLOSINGS, _KEYS, _EVENTS = (
    table(Seal),
    table(Closing),
    table(SigningKey),
    table(FiscalEvent),
)
_MOST_PROBLEMS = 1000


@dataclass(slots=True)
class _Seen:
    """What the walks counted, to be compared with what the tables hold."""

    links: int = 0
    unsigned: int = 0
    rows: dict[SealKind, int] = field(default_factory=lambda: defaultdict(int))
    parts: int = 0
    problems: list[ChainProblem] = field(default_factory=list)


def verify_chains(
    session: Session,
    progress: Progress | None = None,
    *,
    tail_only: bool = False,
    expected_fingerprint: str = "",
) -> ChainReport:
    """Check every chain; ``tail_only`` looks at closings, and at what came after the last ones.

    ``expected_fingerprint`` is that of the key in the keyring: it must have signed something here.
    """
    told = progress or Silent()
    seen = _Seen()
    verifies = _verifier(session, seen.problems)
    seen.problems += unused_key(session, expected_fingerprint)
    total = session.scalar(select(func.count()).select_from(_SEALS)) or 0
    starts, since = _starts(session, tail_only=tail_only)
    with many_objects():
        for station, start in starts:
            _walk(session, station, start, verifies, seen, partial(_tell, told, total))
    if not tail_only:
        seen.problems += _inserted(session, seen)
        seen.problems += numbering_problems(session)
    seen.problems += closing_problems(session, last_only=tail_only)
    found = tuple(seen.problems[:_MOST_PROBLEMS])
    return ChainReport(seen.links, seen.unsigned, found, since)


def _tell(progress: Progress, total: int, done: int) -> None:
    progress.check_cancelled()
    progress.report(done, total, _("Vérification des scellés"))


def _walk(
    session: Session,
    station: StationId,
    start: ChainStart,
    verifies: Verifies,
    seen: _Seen,
    tell: Any,
) -> None:
    walk = _walked(session, station, start, Walk(start, verifies), lambda n: tell(seen.links + n))
    problems = walk.problems
    if walk.signatures_fail:  # who, first, wrote what the key never signed
        every = Walk(start, verifies, every_signature=True)
        problems = _walked(session, station, start, every, lambda _n: tell(seen.links)).problems
    seen.links += walk.sequence - start.after
    seen.unsigned += walk.unsigned
    seen.rows[start.kind] += walk.rows
    seen.parts += walk.parts
    seen.problems += problems


def _walked(session: Session, station: StationId, start: ChainStart, walk: Walk, tell: Any) -> Walk:
    for several in links(session, station, start.kind, start.after):
        for link in several:
            walk.take(link)
        tell(walk.sequence - start.after)
    walk.finish()
    return walk


def _starts(
    session: Session, *, tail_only: bool
) -> tuple[list[tuple[StationId, ChainStart]], date | None]:
    """Return where each chain is walked from; closings say what their last links were."""
    heads, newest, since = _heads(session)
    known = {(StationId(row[0]), SealKind(row[1])) for row in session.execute(_chains())}
    names = {chain_name(station, kind): (station, kind) for station, kind in known}
    for name in heads:
        owner, _slash, kind = name.partition("/")
        if kind in set(SealKind):
            names.setdefault(name, (StationId(bytes.fromhex(owner)), SealKind(kind)))
    found = []
    bare = {station: UnsignedStretches(session, station) for station, _kind in names.values()}
    for name, (station, kind) in sorted(names.items()):
        start = ChainStart(name, kind, heads.get(name, {}), excuses=bare[station].excuse)
        if tail_only and kind is not SealKind.CLOSING and name in newest:
            after, digest = newest[name]
            start = replace(start, heads={}, after=after, previous=digest)
        found.append((station, start))
    return found, (since if tail_only else None)


def _chains() -> Any:
    return select(_SEALS.c.station_id, _SEALS.c.kind).distinct()


def _heads(
    session: Session,
) -> tuple[dict[str, dict[int, str]], dict[str, tuple[int, str]], date | None]:
    """Return every link that a closing saw as the last one, and the newest of each chain."""
    heads: dict[str, dict[int, str]] = defaultdict(dict)
    newest: dict[str, tuple[int, str]] = {}
    since: date | None = None
    rows = session.execute(
        select(_CLOSINGS.c.heads, _CLOSINGS.c.last_day).order_by(_CLOSINGS.c.at, _CLOSINGS.c.id)
    )
    for text, last_day in rows:
        for chain, sequence, digest in read_heads(text):
            heads[chain][sequence] = digest
            newest[chain] = max(newest.get(chain, (0, "")), (sequence, digest))
        since = last_day
    return heads, newest, since


def _verifier(session: Session, problems: list[ChainProblem]) -> Verifies:
    """Return what checks signatures; keys that are not what the journal noted are named."""
    noted = {
        (row.detail, row.station_id, row.at)
        for row in session.execute(
            select(_EVENTS.c.detail, _EVENTS.c.station_id, _EVENTS.c.at).where(
                _EVENTS.c.code == int(EventCode.KEY_CHANGED)
            )
        )
    }
    keys: dict[str, bytes] = {}
    for row in session.execute(select(_KEYS)):
        ours = sha256(row.public_key).hexdigest() == row.fingerprint
        known = (row.fingerprint, row.station_id, row.since) in noted
        if ours and known and row.algorithm == ALGORITHM:
            keys[row.fingerprint] = row.public_key
        else:
            what = _("Clé {fingerprint}").format(fingerprint=row.fingerprint[:16])
            problems.append(ChainProblem(Trouble.KEY, what))
    return partial(_verifies, keys)


def _verifies(keys: Mapping[str, bytes], fingerprint: str, text: str, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - no start waits for it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
        Ed25519PublicKey,
    )

    key = keys.get(fingerprint)
    if key is None:
        return False
    try:
        told = text.encode("utf-8", "surrogateescape")
        Ed25519PublicKey.from_public_bytes(key).verify(signature, told)
    except (InvalidSignature, ValueError):
        return False
    return True


def _inserted(session: Session, seen: _Seen) -> Iterator[ChainProblem]:
    """Name the rows that nobody sealed; they are looked for only where the counts differ."""
    for kind, source in SUBJECTS.items():
        if (session.scalar(select(func.count()).select_from(source)) or 0) == seen.rows[kind]:
            continue
        sealed = select(_SEALS.c.id).where(
            _SEALS.c.kind == kind, _SEALS.c.subject_id == source.c.id
        )
        label = _LABELS[kind]
        for row in session.execute(select(source.c[label]).where(~sealed.exists())):
            yield ChainProblem(Trouble.INSERTED, named(kind, str(row[0]), 0))
    yield from _strays(session, seen)


def _strays(session: Session, seen: _Seen) -> Iterator[ChainProblem]:
    """Name lines and rates that belong to no document."""
    sources = (table(InvoiceLine), table(InvoiceRate))
    counts = [session.scalar(select(func.count()).select_from(each)) or 0 for each in sources]
    if sum(counts) == seen.parts:
        return
    documents = SUBJECTS[SealKind.DOCUMENT]
    for source in sources:
        owner = select(documents.c.id).where(documents.c.id == source.c.invoice_id)
        for row in session.execute(select(source.c.rate_bp).where(~owner.exists())):
            what = _("Ligne sans pièce (taux {rate})").format(rate=row[0])
            yield ChainProblem(Trouble.INSERTED, what)


_LABELS = {
    SealKind.DOCUMENT: "number",
    SealKind.PAYMENT: "means",
    SealKind.CLOSING: "period",
    SealKind.EVENT: "code",
    SealKind.COPY: "rank",
    SealKind.ARCHIVE: "file_name",
}
