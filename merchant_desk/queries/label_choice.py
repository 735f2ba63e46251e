"""The format of labels that a station used the last time."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.queries.settings import Settings, settings
from merchant_desk.values.ids import StationId
from merchant_desk.values.label_formats import (
    DPI_CHOICES,
    USUAL_FORMAT,
    LabelFormat,
    label_format,
)
from merchant_desk.values.labels import LabelRuler
from merchant_desk.values.settings import LABEL_DPI, LABEL_FORMAT


def kept_format(stored: Settings) -> LabelFormat:
    """Return the format used the last time, for the printer it was for, or the usual one."""
    try:
        form = label_format(stored.get(LABEL_FORMAT))
    except RefusedError:  # kept by a version that allowed it
        form = USUAL_FORMAT
    return form.at(kept_dpi(stored)) if form.on_roll else form


def kept_dpi(stored: Settings) -> int:
    """Return the dots an inch of the printer that takes rolls here."""
    dpi = stored.get(LABEL_DPI)
    return dpi if dpi in DPI_CHOICES else LABEL_DPI.default


def label_ruler(session: Session, station_id: StationId) -> LabelRuler:
    """Return the ruler of the format in use at a station."""
    return LabelRuler(kept_format(settings(session, station_id)))
