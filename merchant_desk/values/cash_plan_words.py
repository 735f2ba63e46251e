"""What is said of scenarios: what a change does, in one line, and how a file is mended."""

from merchant_desk.values.cash_plan import (
    AddFlow,
    Change,
    ChangeAmount,
    ChangeSales,
    DropFlow,
    MoveFlow,
    PayLate,
    TakeLoan,
    TryPromotion,
    TryPurchase,
)
from merchant_desk.values.french import euros, long_date, rate, short_date
from merchant_desk.values.texts import _, later, ngettext

ADVICE = later(
    "Corrigez le fichier, puis recommencez\u00a0; «\u00a0merchant-desk cash "
    "scenario --example\u00a0» en "
    "écrit un."
)


def change_words(change: Change, label: str = "") -> str:
    """Return what a change does, for a list; ``label`` is that of the flow it is about."""
    if isinstance(change, MoveFlow | ChangeAmount | DropFlow):
        return _of_flow(change, label or change.label or change.flow)
    if isinstance(change, ChangeSales):
        return _sales(change)
    if isinstance(change, PayLate):
        told = ngettext(
            "{party} paie {n} jour plus tard", "{party} paie {n} jours plus tard", change.days
        )
        return told.format(party=change.party, n=change.days)
    return _of_money(change)


def _of_flow(change: MoveFlow | ChangeAmount | DropFlow, label: str) -> str:
    if isinstance(change, ChangeAmount):
        return _("{label}\u00a0: {amount}").format(label=label, amount=euros(change.amount))
    if isinstance(change, DropFlow):
        return _("Sans {label}").format(label=label)
    if change.to is not None:
        return _("{label} le {day}").format(label=label, day=long_date(change.to))
    if change.days < 0:
        told = ngettext("{label} {n} jour plus tôt", "{label} {n} jours plus tôt", -change.days)
        return told.format(label=label, n=-change.days)
    told = ngettext("{label} {n} jour plus tard", "{label} {n} jours plus tard", change.days)
    return told.format(label=label, n=change.days)


def _sales(change: ChangeSales) -> str:
    told = _("Ventes {percent}").format(percent=signed_percent(change.percent))
    if change.first is not None:
        told += " " + _("dès le {day}").format(day=short_date(change.first))
    if change.last is not None:
        told += " " + _("jusqu’au {day}").format(day=short_date(change.last))
    return told


def signed_percent(percent: int) -> str:
    """Return « +40 % » or « −20 % »."""
    told = rate(abs(percent) * 100)
    return f"+{told}" if percent > 0 else f"\u2212{told}" if percent else told


def _of_money(change: AddFlow | TryPurchase | TryPromotion | TakeLoan) -> str:
    if isinstance(change, TryPromotion):
        told = _("{label}, du {first} au {last}\u00a0: {units} d’unités, {price} sur les prix")
        return told.format(
            label=change.label,
            first=short_date(change.first),
            last=short_date(change.last),
            units=signed_percent(change.percent),
            price=signed_percent(-change.discount),
        )
    if isinstance(change, TakeLoan):
        told = ngettext(
            "{label}\u00a0: {amount} le {day}, rendus en {n} mois à {rate}",
            "{label}\u00a0: {amount} le {day}, rendus en {n} mois à {rate}",
            change.months,
        )
        return told.format(
            label=change.label,
            amount=euros(change.amount),
            day=short_date(change.on),
            n=change.months,
            rate=rate(change.rate_bp),
        )
    if isinstance(change, TryPurchase):
        told = _("{label}\u00a0: achat de {amount}, facturé le {day}")
        return told.format(
            label=change.label, amount=euros(change.amount), day=short_date(change.on)
        )
    told = _("{label}\u00a0: {amount} le {day}")
    if change.every is not None:
        told = _("{label}\u00a0: {amount} dès le {day}, et ensuite")
    return told.format(label=change.label, amount=euros(change.amount), day=short_date(change.on))
