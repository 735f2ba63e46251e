"""The columns of a CSV as typed: « header=1 day=1 label=2,3 amount=4 », counted from one."""

from dataclasses import fields
from typing import Any

from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

_PLACES = {each.name for each in fields(ChosenColumns)} - {
    "header_row",
    "delimiter",
    "label",
    "bank_name",
}
_TAB = "tab"


def chosen_columns(text: str) -> ChosenColumns | None:
    """Return what was typed; None for nothing. Raises RefusedError."""
    if not text.strip():
        return None
    try:
        made = dict(_part(part) for part in text.split())
        return _checked(ChosenColumns(**{"header_row": 1, **made}))
    except (TypeError, ValueError):
        raise RefusedError(
            _("Rien n’a été importé\u00a0: les colonnes ne sont pas comprises."),
            _(
                "Écrivez par exemple --columns suivi de header=1 day=1 label=2 amount=3, le tout "
                "entre guillemets droits."
            ),
        ) from None


def _part(part: str) -> tuple[str, Any]:
    name, _equals, value = part.partition("=")
    if name == "header":
        return "header_row", int(value)
    if name == "delimiter":
        return name, "\t" if value == _TAB else value
    if name == "label":
        return name, tuple(_place(each) for each in value.split(","))
    if name in _PLACES:
        return name, _place(value)
    raise ValueError(name)


def _place(value: str) -> int:
    place = int(value) - 1
    if place < 0:
        raise ValueError(value)
    return place


def _checked(columns: ChosenColumns) -> ChosenColumns:
    """Return columns that say an amount, one way and not the other."""
    if (columns.amount is None) == (columns.debit is None and columns.credit is None):
        raise ValueError(columns)
    return columns
