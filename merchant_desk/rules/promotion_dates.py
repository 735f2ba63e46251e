"""Dates that an operation can have, before any law is asked."""

from datetime import datetime, timedelta

from merchant_desk.errors import RefusedError
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.values.texts import _

_LATE = timedelta(days=1)
"""An operation may be written down on the day it starts."""


def check_dates(draft: PromotionDraft, now: datetime | None = None) -> None:
    """Refuse what has no name, ends before it starts, or, when it is planned, is over already.

    Raises RefusedError.
    """
    if not draft.title.strip():
        raise RefusedError(
            _("L’opération n’a pas été enregistrée\u00a0: elle n’a pas de nom."),
            _("Donnez-lui un nom, par exemple Soldes d’hiver."),
        )
    if draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        raise RefusedError(
            _("L’opération n’a pas été enregistrée\u00a0: elle finit avant de commencer."),
            _("Choisissez une fin après le début."),
        )
    for step in draft.steps:
        if step.starts_at <= draft.starts_at or (
            draft.ends_at is not None and step.starts_at >= draft.ends_at
        ):
            raise RefusedError(
                _("L’opération n’a pas été enregistrée\u00a0: une démarque est hors de ses dates."),
                _("Placez chaque démarque après le début et avant la fin."),
            )
    if now is not None:
        _check_not_over(draft, now)


def dates_fit(draft: PromotionDraft) -> bool:
    """Tell whether a draft can be kept as it is."""
    try:
        check_dates(draft)
    except RefusedError:
        return False
    return True


def _check_not_over(draft: PromotionDraft, now: datetime) -> None:
    if draft.ends_at is not None and draft.ends_at <= now:
        raise RefusedError(
            _("L’opération n’a pas été planifiée\u00a0: ses dates sont passées."),
            _("Choisissez une fin à venir, ou gardez-la en brouillon."),
        )
