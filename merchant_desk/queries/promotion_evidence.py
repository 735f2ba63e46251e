"""All the facts of an operation, gathered for its evidence file; nothing here hangs on today."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.station import ShopProfile
from merchant_desk.queries.evidence_articles import evidence_articles
from merchant_desk.queries.law_shop import law_shop
from merchant_desk.queries.promotions import CheckRow, EventRow, PromotionCard, promotion_card
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_draft import draft_text
from merchant_desk.values.ids import PromotionId, id_text
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.promotion_evidence import (
    Evidence,
    EvidenceCheck,
    EvidenceEvent,
    EvidenceOperation,
    EvidenceShop,
    EvidenceWarning,
    canonical,
    instant_text,
    sha256,
)
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.texts import _

_PROFILE = table(ShopProfile)


def promotion_evidence(session: Session, promotion_id: PromotionId) -> Evidence:
    """Return the evidence of an operation.

    Raises RefusedError for a draft: no verdict was kept for it.
    """
    card = promotion_card(session, promotion_id)
    if card is None or not card.checks:
        raise RefusedError(
            _("Le dossier de preuve n’a pas été fait\u00a0: l’opération n’a pas de verdict."),
            _("Planifiez-la d’abord\u00a0: la loi est vérifiée et gardée à ce moment."),
        )
    return Evidence(
        shop=_shop(session),
        operation=_operation(card),
        checks=tuple(_check(each) for each in card.checks),
        acknowledged=tuple(
            EvidenceWarning(each.rule, each.message, instant_text(each.at), each.by)
            for each in card.acknowledged
        ),
        articles=evidence_articles(session, card),
        events=tuple(_event(each) for each in card.events),
    )


def _shop(session: Session) -> EvidenceShop:
    shop = law_shop(session)
    seller = read_seller(session.execute(select(_PROFILE.c.seller)).scalar_one())
    return EvidenceShop(
        name=seller.name,
        trade_name=seller.trade_name,
        address=postal_lines(seller.address),
        siret=seller.siret or seller.siren,
        zone=shop.zone,
        time_zone=str(clock_of(shop.zone)),
    )


def _operation(card: PromotionCard) -> EvidenceOperation:
    row = card.row
    return EvidenceOperation(
        id=id_text(row.id),
        title=row.title,
        kind=row.kind,
        state=row.state.value,
        starts_at=instant_text(row.starts_at),
        ends_at=instant_text(row.ends_at) if row.ends_at else None,
        channels=row.channels,
        plan=json.loads(draft_text(card.draft)),
        rules_version=card.rules_version,
    )


def _check(row: CheckRow) -> EvidenceCheck:
    question, answer = json.loads(row.question), json.loads(row.answer)
    return EvidenceCheck(
        at=instant_text(row.at),
        by=row.by,
        rules_version=row.rules_version,
        question=question,
        question_sha256=sha256(canonical(question)),
        answer=answer,
        answer_sha256=sha256(canonical(answer)),
    )


def _event(row: EventRow) -> EvidenceEvent:
    """Return a line of the journal without its labels: every one stands with its article."""
    brief = {name: value for name, value in row.detail.items() if name not in {"tags", "plan"}}
    if "tags" in row.detail:
        brief["labels"] = len(row.detail["tags"])
    if "plan" in row.detail:
        brief["plan_sha256"] = sha256(canonical(row.detail["plan"]))
    return EvidenceEvent(row.kind.value, instant_text(row.at), row.by, brief)
