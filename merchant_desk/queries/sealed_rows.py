"""The links of a chain, each beside the digest of its row as it is now.

A check reads every row of the ledgers: what is read are the driver's own values, and the canonical
text is put together from them. ``values.sealed_records`` says what that text is; a test holds both
to the same digest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Column, Select, Table, bindparam, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import Archive, Closing, DocumentCopy, FiscalEvent, Seal
from merchant_desk.queries.canonical_values import (
    NOT_OURS,
    ODD,
    Canonical,
    buyer_holds,
    canonical_text,
    converters,
    text_digest,
)
from merchant_desk.values import sealed_records as canon
from merchant_desk.values.ids import StationId
from merchant_desk.values.signing import SealKind

_SEALS, _INVOICES, _LINES, _RATES = (
    table(Seal),
    table(Invoice),
    table(InvoiceLine),
    table(InvoiceRate),
)
_TOGETHER = 500
_PERSONAL = ("salt", "buyer", "delivery_address", "mentions", "note", "party_digest")
_LINK = ("sequence", "text", "signature", "digest", "fingerprint", "at", "subject_id")
SUBJECTS: Mapping[SealKind, Table] = {
    SealKind.DOCUMENT: _INVOICES,
    SealKind.PAYMENT: table(Payment),
    SealKind.CLOSING: table(Closing),
    SealKind.EVENT: table(FiscalEvent),
    SealKind.COPY: table(DocumentCopy),
    SealKind.ARCHIVE: table(Archive),
}
_NAMES: Mapping[SealKind, Sequence[str]] = {
    SealKind.DOCUMENT: (*canon.DOCUMENT, "seller", "logo"),
    SealKind.PAYMENT: (*canon.PAYMENT, "reference"),
    SealKind.CLOSING: canon.CLOSING,
    SealKind.EVENT: canon.EVENT,
    SealKind.COPY: canon.COPY,
    SealKind.ARCHIVE: canon.ARCHIVE,
}


class Link(NamedTuple):
    """One link as it is stored, and what its row says today."""

    sequence: int
    text: str
    signature: bytes
    digest: str
    fingerprint: str
    subject: bytes
    record: str | None
    """Digest of the row; None when there is none; empty when it holds what no row of ours does."""
    same_instant: bool
    buyer_holds: bool
    parts: int
    """How many lines and rates the document has."""
    at: Any
    """When it was sealed, as the driver gives it."""
    canonical: bytes
    """The text whose digest ``record`` is; it tells nobody's name."""


def links(
    session: Session, station: StationId, kind: SealKind, after: int = 0
) -> Iterator[Sequence[Link]]:
    """Give the links of a chain in their order, some hundreds together."""
    reader = _reader(kind)
    while found := _read(session, reader, station, after):
        yield found
        after = found[-1].sequence


@lru_cache(maxsize=8)
def _reader(kind: SealKind) -> "_Reader":
    return _Documents() if kind is SealKind.DOCUMENT else _Reader(kind)


def _read(session: Session, reader: "_Reader", station: StationId, after: int) -> list[Link]:
    try:
        return reader.read(session, station, after)
    except DBAPIError:  # a text that is no text any more: a flipped byte, a forged row
        with _any_text(session):
            return reader.read(session, station, after)


@contextmanager
def _any_text(session: Session) -> Iterator[None]:
    driver: Any = session.connection().connection.dbapi_connection
    if not hasattr(driver, "text_factory"):
        raise AssertionError("a server holds no text that is not one")
    driver.text_factory = _lenient
    try:
        yield
    finally:
        driver.text_factory = str


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


class _Reader:
    """Reads the links of one kind with their rows, whatever the station."""

    def __init__(self, kind: SealKind) -> None:
        subject = SUBJECTS[kind]
        self._kind = kind
        self._names = sorted(_NAMES[kind])
        columns = [subject.c[name] for name in self._names]
        self._convert = converters(columns)
        own = subject.c.issued_at if kind is SealKind.DOCUMENT else subject.c.at
        self._links = Prepared(
            _of_chain(select(*(_SEALS.c[name] for name in _LINK), own, *columns, *self._also()))
            .join_from(_SEALS, subject, subject.c.id == _SEALS.c.subject_id, isouter=True)
            .order_by(_SEALS.c.sequence)
            .limit(_TOGETHER)
        )

    def _also(self) -> list[Column[Any]]:
        return []

    def read(self, session: Session, station: StationId, after: int) -> list[Link]:
        """Return the links that follow."""
        rows = self._links.rows(session, station=station, kind=self._kind, after=after)
        return [self._link(row) for row in rows]

    def _link(self, row: Sequence[Any]) -> Link:
        sequence, text, signature, digest, fingerprint, at, subject, own, *values = row
        told, record = NOT_OURS if own is None else self._canonical(subject, values, text)
        return Link(
            sequence=sequence,
            text=text,
            signature=signature,
            digest=digest,
            fingerprint=fingerprint,
            subject=subject,
            record=None if own is None else record,
            same_instant=at == own,
            buyer_holds=True,
            parts=0,
            at=at,
            canonical=told,
        )

    def _canonical(self, subject: bytes, values: list[Any], text: str) -> Canonical:
        try:
            facts = dict(zip(self._names, self._facts(values), strict=True))
            if self._kind is SealKind.PAYMENT:
                told = subject + facts["reference"].encode("utf-8", "surrogateescape")
                facts["reference"] = sha256(told).hexdigest()
            return canonical_text(facts, text)
        except ODD:
            return NOT_OURS

    def _facts(self, values: list[Any]) -> list[Any]:
        for place, convert in self._convert:
            if values[place] is not None:
                values[place] = convert(values[place])
        return values


class _Documents(_Reader):
    """Documents have lines, rates, and a buyer who is told by a salted digest only."""

    def __init__(self) -> None:
        super().__init__(SealKind.DOCUMENT)
        self._whole_names = sorted([*self._names, "lines", "rates"])
        self._parts_at = [self._whole_names.index(each) for each in ("lines", "rates")]
        self._seller, self._logo = self._names.index("seller"), self._names.index("logo")
        self._lines = _parts(_LINES, canon.LINE, _LINES.c.position)
        self._line_convert = converters([_LINES.c[name] for name in canon.LINE])
        self._rates = _parts(_RATES, canon.RATE, _RATES.c.rate_bp)

    def _also(self) -> list[Column[Any]]:
        return [_INVOICES.c[name] for name in _PERSONAL]

    def read(self, session: Session, station: StationId, after: int) -> list[Link]:
        """Return the links that follow, the lines and rates of their documents asked together."""
        rows = self._links.rows(session, station=station, kind=self._kind, after=after)
        if not rows:
            return []
        within = {"station": station, "kind": self._kind, "after": after, "last": rows[-1][0]}
        lines, rates = defaultdict(list), defaultdict(list)
        for subject, *values in self._lines.rows(session, **within):
            lines[subject].append(values)
        for subject, *values in self._rates.rows(session, **within):
            rates[subject].append(values)
        return [self._document(row, lines[row[6]], rates[row[6]]) for row in rows]

    def _document(self, row: Sequence[Any], lines: list[Any], rates: list[Any]) -> Link:
        sequence, text, signature, digest, fingerprint, at, subject, own, *values = row
        personal = values[-len(_PERSONAL) :]
        del values[-len(_PERSONAL) :]
        told, record = NOT_OURS if own is None else self._whole(values, lines, rates, text)
        return Link(
            sequence=sequence,
            text=text,
            signature=signature,
            digest=digest,
            fingerprint=fingerprint,
            subject=subject,
            record=None if own is None else record,
            same_instant=at == own,
            buyer_holds=own is None or buyer_holds(personal),
            parts=len(lines) + len(rates),
            at=at,
            canonical=told,
        )

    def _whole(self, values: list[Any], lines: list[Any], rates: list[Any], text: str) -> Canonical:
        try:
            for line in lines:
                for place, convert in self._line_convert:
                    if line[place] is not None:
                        line[place] = convert(line[place])
            self._facts(values)
            if values[self._logo] is None:
                values[self._logo] = ""
            values[self._seller] = text_digest(values[self._seller])
            for place, parts in zip(self._parts_at, (lines, sorted(rates)), strict=True):
                values.insert(place, parts)
            return canonical_text(dict(zip(self._whole_names, values, strict=True)), text)
        except ODD:
            return NOT_OURS


def _of_chain(statement: Select[Any]) -> Select[Any]:
    return statement.where(
        _SEALS.c.station_id == bindparam("station"),
        _SEALS.c.kind == bindparam("kind", type_=_SEALS.c.kind.type),
        _SEALS.c.sequence > bindparam("after"),
    )


def _parts(source: Table, names: Sequence[str], order: Column[Any]) -> Prepared:
    asked = select(_SEALS.c.subject_id, *(source.c[name] for name in names))
    return Prepared(
        _of_chain(asked)
        .where(_SEALS.c.sequence <= bindparam("last"))
        .join_from(_SEALS, source, source.c.invoice_id == _SEALS.c.subject_id)
        .order_by(_SEALS.c.sequence, order)
    )
