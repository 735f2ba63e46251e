"""Instants, days and places of an evidence file, in words of the shop."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, later

_PLACES = {
    "label": later("Étiquette en rayon"),
    "in_shop": later("Affiche en boutique"),
    "street": later("Vitrine, rue"),
    "web": later("Bandeau du site"),
    "email": later("E-mail"),
    "sms": later("SMS"),
    "social": later("Réseaux sociaux"),
    "print": later("Prospectus, presse"),
    "letter": later("Courrier"),
    "terms": later("Conditions de l’offre"),
    "trade_name": later("Enseigne"),
}


class Words:
    """How the facts of one shop are read: its clock, and French."""

    def __init__(self, clock: ZoneInfo) -> None:
        self._clock = clock

    def moment(self, instant: str) -> str:
        """Return an instant in the shop: ``27/11/2026 00:00``."""
        local = datetime.fromisoformat(instant).astimezone(self._clock)
        return f"{short_date(local.date())} {local:%H:%M}"

    def day(self, day: str | None) -> str:
        """Return a day: ``27/11/2026``."""
        return short_date(date.fromisoformat(day)) if day else _("non connu")

    @staticmethod
    def euros(cents: int | None) -> str:
        """Return an amount, or a dash."""
        return "—" if cents is None else euros(Money(cents))

    @staticmethod
    def place(place: str) -> str:
        """Return where words are shown."""
        return _(_PLACES.get(place, place))
