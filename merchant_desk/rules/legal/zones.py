"""The clocks of French shops: that of Paris, and those of the overseas collectivities."""

from functools import cache
from zoneinfo import ZoneInfo

from merchant_desk.values.clock import PARIS

_OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
}
OVERSEAS = frozenset(_OVERSEAS)
ALSACE_MOSELLE = frozenset({"57", "67", "68"})


@cache
def clock_of(zone: str) -> ZoneInfo:
    """Return the time zone of a département or collectivity."""
    return ZoneInfo(_OVERSEAS[zone]) if zone in _OVERSEAS else PARIS
