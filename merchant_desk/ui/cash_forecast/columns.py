"""The columns of the three tables under the line: weeks, amounts, days."""

from dataclasses import dataclass

from merchant_desk.rules.cash_sentences import signed, source_words
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.cash_flow import CashDay, CashWeek, Flow
from merchant_desk.values.french import NBSP, day_month, euros, full_stop, short_date, weekday_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week, and the floor that it is judged by."""

    week: CashWeek
    floor: Money


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day, and the floor that it is judged by."""

    day: CashDay
    floor: Money


def week_columns() -> tuple[Column[WeekRow], ...]:
    """Return the columns of the weeks; a closing under the floor is marked."""
    return (
        Column("week", _("Semaine du"), lambda row: short_date(row.week.monday), 130,
               role=Role.STRONG, ink=Ink.TEXT, stretch=True),
        Column("in", _("Entrées"), lambda row: _moved(row.week.money_in), 130, numeric=True),
        Column("out", _("Sorties"), lambda row: _moved(row.week.money_out), 130, numeric=True),
        Column("net", _("Écart"), lambda row: _moved(row.week.money_in + row.week.money_out), 130,
               numeric=True, gives_way=True),
        Column("closing", _("Solde de fin"), lambda row: euros(row.week.closing), 140,
               numeric=True, role=Role.BOLD, ink=Ink.TEXT),
        Column("state", _("État"), lambda row: _state(row.week.closing, row.floor), 124,
               chip=lambda row: _chip(row.week.closing, row.floor)),
    )  # fmt: skip


def flow_columns() -> tuple[Column[Flow], ...]:
    """Return the columns of the amounts; Enter opens what they come from."""
    return (
        Column("day", _("Jour"), lambda row: short_date(row.day), 96, sort="day"),
        Column("label", _("Quoi"), lambda row: row.label, 230, sort="label", role=Role.STRONG,
               ink=Ink.TEXT, stretch=True),
        Column("source", _("D’après"), lambda row: source_words(row.source), 128, sort="source",
               gives_way=True),
        Column("why", _("Pourquoi"), lambda row: row.why, 330, stretch=True, gives_way=True),
        Column("cautious", _("Prudent"), _cautious, 176, gives_way=True),
        Column("sure", _("Sûreté"), _sureness, 92, sort="sure",
               chip=lambda row: ChipText(_sureness(row), Tone.OK if row.certain else Tone.MUTE,
                                         quiet=True)),
        Column("amount", _("Montant"), lambda row: signed(row.amount), 116, sort="amount",
               numeric=True, role=Role.BOLD, ink=Ink.TEXT),
    )  # fmt: skip


def day_columns() -> tuple[Column[DayRow], ...]:
    """Return the columns of the days: the line, as a table."""
    return (
        Column("day", _("Jour"), lambda row: weekday_date(row.day.day), 190, role=Role.STRONG,
               ink=Ink.TEXT, stretch=True),
        Column("in", _("Entrées"), lambda row: _moved(row.day.money_in), 110, numeric=True),
        Column("out", _("Sorties"), lambda row: _moved(row.day.money_out), 110, numeric=True),
        Column("likely", _("Probable"), lambda row: euros(row.day.likely), 120, numeric=True,
               role=Role.BOLD, ink=Ink.TEXT),
        Column("cautious", _("Prudent"), lambda row: euros(row.day.cautious), 120, numeric=True),
        Column("certain", _("Certain"), lambda row: euros(row.day.certain), 120, numeric=True),
        Column("state", _("État"), lambda row: _state(row.day.likely, row.floor), 124,
               chip=lambda row: _chip(row.day.likely, row.floor)),
    )  # fmt: skip


def _moved(amount: Money) -> str:
    return signed(amount) if amount else "—"


def _state(balance: Money, floor: Money) -> str:
    return _("Sous le seuil") if balance < floor else ""


def _chip(balance: Money, floor: Money) -> ChipText | None:
    return ChipText(_state(balance, floor), Tone.BAD) if balance < floor else None


def _sureness(flow: Flow) -> str:
    return _("Certain") if flow.certain else _("Probable")


def why_words(flow: Flow) -> str:
    """Return all that is known of an amount, in sentences."""
    told = [f"{flow.label}\u00a0: {flow.why}"]
    if flow.due_on is not None:
        told.append(_("Échéance le {day}.").format(day=short_date(flow.due_on)))
    cautious = _cautious(flow)
    if cautious:
        told.append(full_stop(_("En lecture prudente\u00a0: {told}").format(told=cautious)))
    return " ".join(told)


def _cautious(flow: Flow) -> str:
    """Return what the cautious line counts, where it differs."""
    told = []
    if flow.cautious_amount != flow.amount:
        told.append(signed(flow.cautious_amount) if flow.cautious_amount != ZERO else _("rien"))
    if flow.cautious_day != flow.day and flow.cautious_amount != ZERO:
        told.append(_("le {day}").format(day=day_month(flow.cautious_day).replace(" ", NBSP)))
    return " ".join(told)
