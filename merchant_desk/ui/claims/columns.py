"""The columns of the list of claims."""

from datetime import datetime

from merchant_desk.queries.claim_list import ClaimRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.claim_letter import claim_state_words
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.goods_words import ClaimState
from merchant_desk.values.texts import _

TONES = {
    ClaimState.DRAFT: Tone.WARN,
    ClaimState.SENT: Tone.INFO,
    ClaimState.ANSWERED: Tone.INFO,
    ClaimState.SETTLED: Tone.OK,
    ClaimState.DROPPED: Tone.MUTE,
}


def claim_columns() -> tuple[Column[ClaimRow], ...]:
    """Return what is told of each claim."""
    return (
        Column(
            "supplier", _("Fournisseur"), lambda row: row.supplier, 216,
            sort="supplier", role=Role.STRONG, ink=Ink.TEXT, stretch=True,
        ),
        Column("number", _("Réclamation"), lambda row: row.number, 118, sort="number"),
        Column(
            "delivery", _("Réception"), lambda row: row.delivery_number or "—", 118,
            gives_way=True,
        ),
        Column("sent", _("Envoyée le"), lambda row: _day(row.sent_at), 104, sort="sent"),
        Column("state", _("État"), lambda row: claim_state_words(row.state), 112, chip=state_chip),
        Column(
            "asked", _("Demandé HT"), lambda row: euros(row.amount), 112, sort="amount",
            numeric=True,
        ),
        Column("credited", _("Obtenu HT"), _credited, 104, numeric=True),
    )  # fmt: skip


def state_chip(row: ClaimRow) -> ChipText:
    """Return where a claim stands, in colour."""
    return ChipText(claim_state_words(row.state), TONES[row.state])


def _day(instant: datetime | None) -> str:
    return "—" if instant is None else short_date(paris_date(instant))


def _credited(row: ClaimRow) -> str:
    return "—" if row.credited is None else euros(row.credited)
