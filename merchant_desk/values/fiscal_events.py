"""The codes of the event journal, as certified products publish them (fiscal notes §7.5)."""

from enum import IntEnum


class EventCode(IntEnum):
    """What happened that an inspector may ask about."""

    MONTHLY_ARCHIVE = 20
    YEARLY_ARCHIVE = 30
    STOPPED = 40
    CLOSED = 50  # a day or a month
    YEAR_CLOSED = 60
    DEGRADED = 70  # no key answers: records are chained but not signed
    STARTED = 80
    INTEGRITY_DEFECT = 90
    RECOVERED = 120  # a key answers again
    STATION_ADDED = 126
    DRAWER_COUNTED = 170
    ITEM_RETURNED = 190
    COMPANY_CHANGED = 240
    JOURNAL_BEGUN = 260
    SALE_CANCELLED = 320
    # Ours, where the published lists have no code:
    KEY_CHANGED = 900
    VERSION_CHANGED = 910
    RESTORED = 920
    CLOCK_SET_BACK = 930
    PARAMETER_CHANGED = 940
    BUYER_ERASED = 950
    TRAINING_BEGUN = 960
    ARCHIVED = 970
