"""Take the last gesture back out of the parcel: a counted scan, or a missing article."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, aliased

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan, Shortage
from merchant_desk.operations.keep_packaging import take_packaging_back
from merchant_desk.operations.open_parcel import open_parcel_row
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId, ScanId, new_id
from merchant_desk.values.texts import _
from merchant_desk.values.words import ParcelState, ScanOutcome

_PARCELS, _LINES, _SCANS, _SHORTAGES = (
    table(Parcel),
    table(ParcelLine),
    table(ParcelScan),
    table(Shortage),
)
_MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class Unscanned:
    """What was taken back; ``was_missing`` when it was a missing article, not a scan."""

    label: str
    units: int
    was_missing: bool = False


def unscan_last(session: Session, gesture: Gesture, parcel_id: ParcelId) -> Unscanned:
    """Undo the last counted scan (or missing article) by lines of its own; the list keeps both.

    A carton that was shared between two lines goes back whole. Raises RefusedError when nothing
    is left to take back, or when the parcel is closed: its invoice is issued.
    """
    _refuse_when_closed(session, parcel_id)
    open_parcel_row(session, parcel_id)
    parts = _last_parts(session, parcel_id)
    if not parts:
        raise RefusedError(
            _("Rien n’a été retiré\u00a0: aucun article n’est encore compté dans ce colis."),
            _("Scannez les articles de la commande."),
        )
    was_missing = parts[0].outcome is ScanOutcome.MISSING
    for part in parts:
        if was_missing:
            _want_again(session, gesture, part)
        elif part.outcome is ScanOutcome.PACKAGING:
            take_packaging_back(session, parcel_id, part.label, part.units)
        else:
            session.execute(
                update(_LINES)
                .where(_LINES.c.id == part.parcel_line_id)
                .values(packed=_LINES.c.packed - part.units)
            )
        note_taken_back(session, gesture, part)
    return Unscanned(parts[0].label, sum(part.units for part in parts), was_missing)


def _refuse_when_closed(session: Session, parcel_id: ParcelId) -> None:
    state = session.execute(
        select(_PARCELS.c.state).where(_PARCELS.c.id == parcel_id)
    ).scalar_one_or_none()
    if state == ParcelState.CLOSED:
        raise RefusedError(
            _("Le dernier article n’a pas été retiré\u00a0: le colis est fermé et facturé."),
            _("Si un article doit en sortir, enregistrez un retour."),
        )


def _last_parts(session: Session, parcel_id: ParcelId) -> Sequence[ParcelScan]:
    """Return the last scan not undone yet: its parts have ids that follow each other."""
    back = aliased(ParcelScan)
    undone = select(back.takes_back).where(
        back.parcel_id == parcel_id, back.takes_back.is_not(None)
    )
    latest = session.scalars(
        select(ParcelScan)
        .where(
            ParcelScan.parcel_id == parcel_id,
            ParcelScan.outcome.in_((ScanOutcome.ADDED, ScanOutcome.MISSING, ScanOutcome.PACKAGING)),
            ParcelScan.id.not_in(undone),
        )
        .order_by(ParcelScan.at.desc(), ParcelScan.id.desc())
        .limit(_MOST_PARTS)
    ).all()
    parts = list(latest[:1])
    for each in latest[1:]:
        if int.from_bytes(each.id) != int.from_bytes(parts[-1].id) - 1:
            break
        parts.append(each)
    return parts


def _want_again(session: Session, gesture: Gesture, part: ParcelScan) -> None:
    line = session.execute(
        update(_LINES)
        .where(_LINES.c.id == part.parcel_line_id)
        .values(wanted=_LINES.c.wanted + part.units, missing=_LINES.c.missing - part.units)
        .returning(_LINES.c.order_line_id)
    ).scalar_one()
    session.execute(
        update(_SHORTAGES)
        .where(
            _SHORTAGES.c.parcel_id == part.parcel_id,
            _SHORTAGES.c.order_line_id == line,
            _SHORTAGES.c.at == part.at,
            _SHORTAGES.c.settled_at.is_(None),
        )
        .values(settled_at=gesture.at)
    )


def note_taken_back(session: Session, gesture: Gesture, part: ParcelScan) -> None:
    """Write the line that undoes a scan: the list keeps both."""
    session.execute(
        insert(_SCANS),
        {
            "id": ScanId(new_id()),
            "parcel_id": part.parcel_id,
            "parcel_line_id": part.parcel_line_id,
            "code": part.code,
            "outcome": ScanOutcome.TAKEN_BACK,
            "units": part.units,
            "takes_back": part.id,
            "lot": part.lot,
            "expiry": part.expiry,
            "label": part.label,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
