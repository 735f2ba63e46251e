"""Give this computer a name that people recognise."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.station import Station
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.texts import _

_LONGEST = 40


def rename_station(session: Session, gesture: Gesture, name: str) -> str:
    """Keep the name of the station where the gesture is made; its letter never changes."""
    clean = " ".join(name.split())
    station = session.get(Station, gesture.station_id)
    if not clean or len(clean) > _LONGEST or station is None:
        raise RefusedError(
            _("Le poste n’a pas changé de nom\u00a0: il faut un nom court."),
            _("Écrivez par exemple «\u00a0Comptoir\u00a0» ou «\u00a0Atelier\u00a0»."),
        )
    station.name = clean
    return clean
