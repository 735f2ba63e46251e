"""The columns of the list of returns."""

from merchant_desk.queries.returns import ReturnRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.goods_words import ReturnState
from merchant_desk.values.return_words import kind_words, state_words
from merchant_desk.values.texts import _

_TONES = {
    ReturnState.DECLARED: Tone.INFO,
    ReturnState.RECEIVED: Tone.WARN,
    ReturnState.SETTLED: Tone.OK,
    ReturnState.CANCELLED: Tone.MUTE,
}


def return_columns() -> tuple[Column[ReturnRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (*_identity(), *_figures())


def state_chip(state: ReturnState, *, to_refund: bool = False) -> ChipText:
    """Return where a return stands."""
    words = _("À rembourser") if to_refund else state_words(state)
    quiet = state in {ReturnState.SETTLED, ReturnState.CANCELLED}
    return ChipText(words, _TONES[state], quiet=quiet)


def _state(row: ReturnRow) -> ChipText:
    return state_chip(row.state, to_refund=row.to_refund)


def _due(row: ReturnRow) -> str:
    return short_date(row.due_on) if row.due_on else "—"


def _late(row: ReturnRow) -> ChipText | None:
    return ChipText(_due(row), Tone.BAD, icon="clock-alert") if row.late else None


def _came(row: ReturnRow) -> str:
    if not row.expected:
        return number(row.received)
    return _("{n} sur {total}").format(n=number(row.received), total=number(row.expected))


def _identity() -> tuple[Column[ReturnRow], ...]:
    return (
        Column(
            "number", _("Retour"), lambda row: row.number, 126, sort="number",
            role=Role.STRONG, ink=Ink.TEXT,
        ),
        Column("order", _("Commande"), lambda row: row.order_number or _("à identifier"), 116),
        Column(
            "customer", _("Client"), lambda row: row.customer or "—", 180, sort="customer",
            stretch=True,
        ),
        Column("kind", _("Titre"), lambda row: kind_words(row.kind), 170, gives_way=True),
        Column(
            "declared", _("Déclaré"), lambda row: short_date(paris_date(row.declared_at)), 98,
            sort="declared", gives_way=True,
        ),
    )  # fmt: skip


def _figures() -> tuple[Column[ReturnRow], ...]:
    return (
        Column("came", _("Revenu"), _came, 84, numeric=True),
        Column(
            "refund", _("Rendu"), lambda row: euros(row.refund) if row.refund else "—", 92,
            numeric=True, role=Role.BOLD, ink=Ink.TEXT,
        ),
        Column("due", _("À rembourser le"), _due, 132, sort="due", chip=_late),
        Column("state", _("État"), lambda row: _state(row).text, 124, chip=_state),
    )  # fmt: skip
