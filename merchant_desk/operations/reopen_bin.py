"""A finished bin of a count is counted again as soon as something is scanned in it."""

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.count import CountBin
from merchant_desk.values.ids import CountId, PlaceId

_BINS = table(CountBin)
_REOPEN = Prepared(
    delete(_BINS).where(
        _BINS.c.count_id == bindparam("count"), _BINS.c.place_id == bindparam("bin")
    )
)


def reopen_bin(session: Session, count_id: CountId, place_id: PlaceId) -> None:
    """Forget that the bin was finished."""
    _REOPEN.write(session, {"count": count_id, "bin": place_id})
