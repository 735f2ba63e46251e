"""The columns of the tables of « Synchronisation »."""

from datetime import datetime

from merchant_desk.queries.exchanges import ExchangeRow
from merchant_desk.queries.messages import ShopMessage
from merchant_desk.queries.parities import DifferenceRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.sync.words import KIND_ICONS, KINDS, message_icon, outcome
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import moment, number
from merchant_desk.values.parity import ORDER_GAPS, Gap
from merchant_desk.values.parity_words import GAP_WORDS, gap_value
from merchant_desk.values.texts import _


def exchange_columns() -> tuple[Column[ExchangeRow], ...]:
    """Return the columns of the log."""
    return (
        Column(
            "at",
            _("Quand"),
            lambda row: moment(row.started_at),
            118,
            sort="at",
            ink=Ink.TEXT,
        ),
        Column("shop", _("Boutique"), lambda row: row.shop, 132, sort="shop", gives_way=True),
        Column(
            "kind",
            _("Échange"),
            lambda row: _(KINDS[row.kind]),
            160,
            sort="kind",
            role=Role.STRONG,
            ink=Ink.TEXT,
            icon=lambda row: KIND_ICONS[row.kind],
        ),
        *_exchange_counts(),
        Column(
            "outcome",
            _("Issue"),
            outcome,
            200,
            sort="problem",
            chip=_outcome_chip,
            stretch=True,
        ),
    )


def _exchange_counts() -> tuple[Column[ExchangeRow], ...]:
    return (
        Column(
            "requests",
            _("Demandes"),
            lambda row: number(row.requests),
            88,
            sort="requests",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("received", _("Reçues"), lambda row: _count(row.received), 72, numeric=True),
        Column(
            "applied",
            _("Reprises"),
            lambda row: _count(row.applied),
            80,
            numeric=True,
            gives_way=True,
        ),
        Column("sent", _("Envois"), lambda row: _count(row.sent), 68, numeric=True),
        Column(
            "refused",
            _("Refusés"),
            lambda row: _count(row.refused),
            76,
            sort="refused",
            numeric=True,
        ),
        Column("took", _("Durée"), _took, 72, numeric=True, gives_way=True),
    )


def waiting_columns() -> tuple[Column[ShopMessage], ...]:
    """Return the columns of what waits to leave."""
    return (
        *_message_columns(),
        Column("since", _("Depuis"), lambda row: moment(row.created_at), 118, sort="at"),
        Column(
            "attempts",
            _("Essais"),
            lambda row: _count(row.attempts),
            68,
            sort="attempts",
            numeric=True,
        ),
        Column("next", _("Prochain essai"), lambda row: moment(row.next_attempt_at), 124),
        Column("why", _("Pourquoi"), lambda row: row.problem or "—", 190, gives_way=True),
    )


def sent_columns() -> tuple[Column[ShopMessage], ...]:
    """Return the columns of what was told."""
    return (
        *_message_columns(),
        Column("asked", _("Demandé"), lambda row: moment(row.changed_at), 132, sort="at"),
        Column(
            "sent", _("Parti"), lambda row: _moment(row.sent_at), 132, sort="sent", ink=Ink.TEXT
        ),
    )


def _message_columns() -> tuple[Column[ShopMessage], ...]:
    return (
        Column(
            "what",
            _("Envoi"),
            lambda row: row.what,
            280,
            sort="what",
            role=Role.STRONG,
            ink=Ink.TEXT,
            icon=message_icon,
            stretch=True,
        ),
        Column("shop", _("Boutique"), lambda row: row.shop, 132, sort="shop", gives_way=True),
    )


def difference_columns() -> tuple[Column[DifferenceRow], ...]:
    """Return the columns of a comparison."""
    return (
        Column(
            "name",
            _("Article ou commande"),
            _named,
            260,
            sort="name",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column(
            "gap",
            _("Différence"),
            lambda row: _(GAP_WORDS[row.difference.gap]),
            216,
            sort="gap",
        ),
        Column(
            "here",
            _("Ici"),
            lambda row: gap_value(row.difference.gap, row.difference.here),
            92,
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column(
            "there",
            _("Boutique"),
            lambda row: gap_value(row.difference.gap, row.difference.there),
            92,
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("state", _("État"), lambda row: _state(row).text, 168, sort="waits", chip=_state),
    )


def _named(row: DifferenceRow) -> str:
    each = row.difference
    return (
        _("n° {id}").format(id=each.remote_id) if each.name in {"", each.remote_id} else each.name
    )


def _state(row: DifferenceRow) -> ChipText:
    if row.difference.waits and row.difference.gap in {*ORDER_GAPS, Gap.ONLY_THERE}:
        return ChipText(_("Reçu, à vérifier"), Tone.INFO, quiet=True)
    if row.difference.waits:
        return ChipText(_("En attente d’envoi"), Tone.INFO, quiet=True)
    return ChipText(_("À regarder"), Tone.WARN)


def _outcome_chip(row: ExchangeRow) -> ChipText:
    if row.problem:
        return ChipText(row.problem, Tone.BAD)
    if row.refused or row.parked:
        return ChipText(outcome(row), Tone.WARN)
    return ChipText(outcome(row), Tone.OK, quiet=True)


def _count(value: int) -> str:
    return number(value) if value else "—"


def _moment(at: datetime | None) -> str:
    return "—" if at is None else moment(at)


def _took(row: ExchangeRow) -> str:
    seconds = int((row.ended_at - row.started_at).total_seconds())
    if seconds < 1:
        return _("< 1 s")
    return _("{n} s").format(n=number(seconds))
