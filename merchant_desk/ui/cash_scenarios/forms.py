"""The forms of a change, one a kind: what she answers, and the change it makes."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.scenario_page import ScenarioChoices
from merchant_desk.ui.cash_scenarios import fields
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.cash_plan import (
    AddFlow,
    Change,
    ChangeSales,
    PayLate,
    TakeLoan,
    TryPromotion,
    TryPurchase,
)
from merchant_desk.values.cash_words import Cadence
from merchant_desk.values.entries import written_amount, written_day
from merchant_desk.values.texts import _, later

OUT, INTO = "out", "into"
_TWO_WEEKS = timedelta(days=14)


class ChangeForm(Protocol):
    """What every form answers."""

    @property
    def widget(self) -> QWidget:
        """Return what she sees of it."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return its fields, in their order."""

    def begin(self, today: date, choices: ScenarioChoices, /) -> None:
        """Begin anew."""

    def change(self) -> Change:
        """Return the change; every field was found right before."""


class PurchaseForm:
    """An order to a supplier: a draft of hers, or an amount."""

    def __init__(self, theme: Theme) -> None:
        self.pick = Select(theme, _("Commande en brouillon"))
        self.label = fields.text_field(theme, _("Nom"))
        self.amount = fields.amount_field(theme, _("Montant TTC"))
        self.on = fields.day_field(theme, _("Facturé le"))
        self.days = fields.days_field(theme, _("Payé après, en jours"))
        self.month_end = CheckBox(theme, _("Fin de mois"))
        self.fields = (self.label, self.amount, self.on, self.days)
        self.widget = column(self.pick, *self.fields, self.month_end)
        self._drafts = ScenarioChoices((), (), ()).purchases
        self.pick.activated.connect(self._on_picked)

    def begin(self, today: date, choices: ScenarioChoices) -> None:
        """Offer the drafts; else begin with nothing."""
        self._drafts = choices.purchases
        fill(self.pick, _("Un montant libre"), [each.label for each in self._drafts])
        self.label.set_value(_("Achat"))
        self.amount.set_value("")
        self.on.set_value(written_day(today))
        self.days.set_value("30")
        self.month_end.setChecked(False)

    def change(self) -> Change:
        """Return the purchase."""
        return TryPurchase(
            label=self.label.value,
            amount=fields.amount_of(self.amount),
            on=fields.day_of(self.on),
            days=fields.whole_of(self.days),
            month_end=self.month_end.isChecked(),
        )

    def _on_picked(self, place: int) -> None:
        if place:
            draft = self._drafts[place - 1]
            self.label.set_value(draft.label)
            self.amount.set_value(written_amount(draft.amount))
            self.days.set_value(str(draft.days))
            self.month_end.setChecked(draft.month_end)


class SalesForm:
    """Sales higher or lower than expected."""

    def __init__(self, theme: Theme) -> None:
        self.percent = fields.percent_field(theme, _("Ventes, en\u00a0% de ce qui est attendu"))
        self.first = fields.day_field(theme, _("Dès le"))
        self.fields = (self.percent, self.first)
        self.widget = column(*self.fields)

    def begin(self, today: date, _choices: ScenarioChoices) -> None:
        """Begin with a fifth less, from today on."""
        self.percent.set_value("-20")
        self.first.set_value(written_day(today))

    def change(self) -> Change:
        """Return the change of sales."""
        return ChangeSales(percent=fields.whole_of(self.percent), first=fields.day_of(self.first))


class PromotionForm:
    """An operation: one of the calendar, or dates of hers."""

    def __init__(self, theme: Theme) -> None:
        self.pick = Select(theme, _("Opération du calendrier"))
        self.label = fields.text_field(theme, _("Nom"))
        self.first = fields.day_field(theme, _("Du"))
        self.last = fields.day_field(theme, _("Au"))
        self.percent = fields.percent_field(theme, _("Unités vendues en plus, en\u00a0%"))
        self.discount = fields.discount_field(theme, _("Baisse des prix, en\u00a0%"))
        self.fields = (self.label, self.first, self.last, self.percent, self.discount)
        self.widget = column(self.pick, *self.fields)
        self._known = ScenarioChoices((), (), ()).promotions
        self.pick.activated.connect(self._on_picked)

    def begin(self, today: date, choices: ScenarioChoices) -> None:
        """Offer the operations to come."""
        self._known = choices.promotions
        fill(self.pick, _("Des dates libres"), [each.label for each in self._known])
        self.label.set_value(_("Promotion"))
        self.first.set_value(written_day(today + _TWO_WEEKS))
        self.last.set_value(written_day(today + 2 * _TWO_WEEKS))
        self.percent.set_value("40")
        self.discount.set_value("20")

    def change(self) -> Change:
        """Return the operation; an end before its beginning is its beginning."""
        first, last = sorted((fields.day_of(self.first), fields.day_of(self.last)))
        return TryPromotion(
            label=self.label.value,
            first=first,
            last=last,
            percent=fields.whole_of(self.percent),
            discount=abs(fields.whole_of(self.discount)),
        )

    def _on_picked(self, place: int) -> None:
        if place:
            known = self._known[place - 1]
            self.label.set_value(known.label)
            self.first.set_value(written_day(known.first))
            self.last.set_value(written_day(known.last))


class LateForm:
    """A customer who pays later."""

    def __init__(self, theme: Theme) -> None:
        self.pick = Select(theme, _("Qui doit"))
        self.party = fields.text_field(theme, _("Client"))
        self.days = fields.late_field(theme, _("Jours de retard"))
        self.fields = (self.party, self.days)
        self.widget = column(self.pick, *self.fields)
        self.pick.activated.connect(self._on_picked)

    def begin(self, _today: date, choices: ScenarioChoices) -> None:
        """Offer those who owe, the most first."""
        fill(self.pick, _("Choisir un client"), choices.parties)
        self.party.set_value(choices.parties[0] if choices.parties else "")
        self.days.set_value("30")

    def change(self) -> Change:
        """Return the delay."""
        return PayLate(party=self.party.value, days=fields.whole_of(self.days))

    def _on_picked(self, place: int) -> None:
        if place:
            self.party.set_value(self.pick.itemText(place))


class LoanForm:
    """Money borrowed and given back."""

    def __init__(self, theme: Theme) -> None:
        self.label = fields.text_field(theme, _("Nom"))
        self.amount = fields.amount_field(theme, _("Montant emprunté"))
        self.on = fields.day_field(theme, _("Versé le"))
        self.months = fields.months_field(theme, _("Mensualités"))
        self.rate = fields.rate_field(theme, _("Taux annuel, en\u00a0%"))
        self.fields = (self.label, self.amount, self.on, self.months, self.rate)
        self.widget = column(*self.fields)

    def begin(self, today: date, _choices: ScenarioChoices) -> None:
        """Begin with a usual loan."""
        self.label.set_value(_("Prêt"))
        self.amount.set_value("")
        self.on.set_value(written_day(today + _TWO_WEEKS))
        self.months.set_value("36")
        self.rate.set_value("4,20")

    def change(self) -> Change:
        """Return the loan."""
        return TakeLoan(
            label=self.label.value,
            amount=fields.amount_of(self.amount),
            on=fields.day_of(self.on),
            months=fields.whole_of(self.months),
            rate_bp=fields.rate_of(self.rate),
        )


class MoneyForm:
    """Anything else that comes in or goes out."""

    def __init__(self, theme: Theme) -> None:
        self.label = fields.text_field(theme, _("Nom"))
        self.amount = fields.amount_field(theme, _("Montant"))
        self.on = fields.day_field(theme, _("Le"))
        self.way = SegmentedChoice(
            theme, _("Sens"), [(OUT, _("Sort du compte")), (INTO, _("Entre sur le compte"))]
        )
        self.monthly = CheckBox(theme, _("Chaque mois"))
        self.fields = (self.label, self.amount, self.on)
        self.widget = column(self.way, *self.fields, self.monthly)

    def begin(self, today: date, _choices: ScenarioChoices) -> None:
        """Begin with nothing."""
        self.way.choose(OUT)
        self.label.set_value("")
        self.amount.set_value("")
        self.on.set_value(written_day(today + _TWO_WEEKS))
        self.monthly.setChecked(False)

    def change(self) -> Change:
        """Return the money."""
        amount = fields.amount_of(self.amount)
        return AddFlow(
            label=self.label.value,
            on=fields.day_of(self.on),
            amount=amount if self.way.key == INTO else -amount,
            every=Cadence.MONTHLY if self.monthly.isChecked() else None,
        )


FORMS: Mapping[str, tuple[str, Callable[[Theme], ChangeForm]]] = MappingProxyType(
    {
        "purchase": (later("Un achat"), PurchaseForm),
        "promotion": (later("Une promotion"), PromotionForm),
        "sales": (later("Ventes plus hautes ou plus basses"), SalesForm),
        "late": (later("Un client en retard"), LateForm),
        "loan": (later("Un emprunt"), LoanForm),
        "money": (later("Un autre mouvement"), MoneyForm),
    }
)
"""Every form, in the order of the menu."""


def column(*widgets: QWidget) -> QWidget:
    """Return widgets one under the other."""
    held = QWidget()
    held.setProperty("ground", "none")
    stacked = QVBoxLayout(held)
    stacked.setContentsMargins(0, 0, 0, 0)
    stacked.setSpacing(12)
    for each in widgets:
        stacked.addWidget(each)
    return held


def fill(select: Select, first: str, others: tuple[str, ...] | list[str]) -> None:
    """Offer these words, the first of them for none of the others."""
    select.clear()
    select.addItems([first, *others])
    select.setVisible(bool(others))
