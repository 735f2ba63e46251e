"""The columns of the lists of the value."""

from collections.abc import Callable
from datetime import date
from typing import Any

from merchant_desk.queries.valuation.stock_health import DeadRow, OverRow, RuptureRow
from merchant_desk.queries.valuation.stock_worth import WorthRow
from merchant_desk.rules.valuation.stock_advice import DeadAdvice, advice_words
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import NBSP, euros, number, short_date
from merchant_desk.values.stock_cost import unit_cost_words
from merchant_desk.values.texts import _

_TONES = {
    DeadAdvice.SHOW: Tone.MUTE,
    DeadAdvice.CLEAR: Tone.WARN,
    DeadAdvice.WRITE_DOWN: Tone.BAD,
}


def columns_of(key: str) -> tuple[Column[Any], ...]:
    """Return the columns of one list, their titles in the language in use."""
    made: dict[str, Callable[[], tuple[Column[Any], ...]]] = {
        "articles": _articles,
        "dead": _dead,
        "over": _over,
        "ruptures": _ruptures,
    }
    return made[key]()


def _named() -> tuple[Column[Any], ...]:
    return (
        Column(
            "name", _("Produit"), lambda row: row.title, 220, sort="name", role=Role.STRONG,
            ink=Ink.TEXT, picture=lambda row: row.title, stretch=True,
        ),
        Column("sku", _("Référence"), lambda row: row.sku, 132, sort="sku", gives_way=True),
    )  # fmt: skip


def _money(key: str, title: str) -> Column[Any]:
    return Column(
        key, title, lambda row: euros(row.amount), 112, sort="value", numeric=True,
        role=Role.BOLD, ink=Ink.TEXT,
    )  # fmt: skip


def _units() -> Column[Any]:
    return Column(
        "units", _("Unités"), lambda row: number(row.units), 76, sort="units", numeric=True
    )


def _articles() -> tuple[Column[WorthRow], ...]:
    return (
        *_named(),
        Column(
            "category", _("Catégorie"), lambda row: row.category or "—", 140, sort="category",
            gives_way=True,
        ),
        _units(),
        Column(
            "cost", _("Coût unitaire"), lambda row: unit_cost_words(row.unit_cost), 112,
            sort="cost", numeric=True,
        ),
        _money("value", _("Valeur HT")),
    )  # fmt: skip


def _dead() -> tuple[Column[DeadRow], ...]:
    return (
        *_named(),
        _units(),
        _money("value", _("Valeur HT")),
        Column("last", _("Dernière vente"), lambda row: _day(row.last_sold), 116, sort="days"),
        Column(
            "days", _("Dort depuis"), lambda row: _days(row.days), 104, sort="days",
            chip=lambda row: ChipText(_days(row.days), _TONES[row.advice]),
        ),
        Column("advice", _("À essayer"), lambda row: advice_words(row.advice), 270, gives_way=True),
    )  # fmt: skip


def _over() -> tuple[Column[OverRow], ...]:
    return (
        *_named(),
        _units(),
        Column("sold", _("Vendus"), lambda row: number(row.sold), 76, sort="sold", numeric=True),
        Column("over", _("En trop"), lambda row: number(row.over), 76, sort="over", numeric=True),
        _money("value", _("Valeur en trop")),
        Column(
            "carrying", _("Coûte par an"), lambda row: euros(row.carrying), 104, sort="carrying",
            numeric=True,
        ),
    )  # fmt: skip


def _ruptures() -> tuple[Column[RuptureRow], ...]:
    return (
        *_named(),
        Column(
            "empty", _("Jours sans stock"), lambda row: _days(row.empty_days), 122, sort="empty",
            chip=lambda row: ChipText(_days(row.empty_days), Tone.BAD),
        ),
        Column("sold", _("Vendus"), lambda row: number(row.sold), 76, sort="sold", numeric=True),
        Column(
            "lost", _("Ventes perdues"), lambda row: _hundredths(row.lost_hundredths), 112,
            sort="lost", numeric=True,
        ),
        _money("value", _("Marge perdue")),
        _units(),
    )  # fmt: skip


def _days(count: int) -> str:
    return _("{n}\u00a0j").format(n=number(count))


def _day(day: date | None) -> str:
    return _("jamais") if day is None else short_date(day)


def _hundredths(count: int) -> str:
    """Return « 13,3 »: an estimate has no more decimals than that."""
    tenths = (count + 5) // 10
    return f"≈{NBSP}{number(tenths // 10)},{tenths % 10}"
