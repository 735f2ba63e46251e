"""The words of closings and of the cash drawer."""

from enum import StrEnum


class ClosingLevel(StrEnum):
    """How long a period is closed; each is closed once, by itself (BOI-TVA-DECLA-30-10-30)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DrawerKind(StrEnum):
    """Why cash went into or out of the drawer without a sale."""

    FLOAT = "float"  # the change the day begins with
    TO_BANK = "to_bank"
    TO_SAFE = "to_safe"
    EXPENSE = "expense"
    DIFFERENCE = "difference"  # what counting found too much or too little
