"""Write an operation down, and plan it when the law lets it run."""

import json
from collections.abc import Collection, Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.promotion import (
    Acknowledgement,
    Promotion,
    PromotionCheck,
    PromotionLine,
)
from merchant_desk.operations.note_promotion import note_promotion
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.turn_promotions import practise_changes
from merchant_desk.queries.promotion_verdict import Verdict, promotion_verdict
from merchant_desk.rules.legal.answer import Level
from merchant_desk.rules.legal.reading import canonical_json, write_question
from merchant_desk.rules.promotion_dates import check_dates
from merchant_desk.rules.promotion_draft import PromotionDraft, draft_text
from merchant_desk.rules.promotion_lines import PlannedLine
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, PromotionId, RecordId, new_id
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import PromotionEventKind, PromotionState

_LINES = table(PromotionLine)
_OPEN = {PromotionState.DRAFT, PromotionState.PLANNED, PromotionState.RUNNING}


def save_draft(
    session: Session,
    gesture: Gesture,
    draft: PromotionDraft,
    promotion_id: PromotionId | None = None,
) -> PromotionId:
    """Keep what she wrote so far; nothing of it holds before it is planned.

    Raises RefusedError for what cannot be kept, or for an operation that is planned already.
    """
    check_dates(draft)
    promotion = _record(session, gesture, draft, promotion_id)
    if promotion.state is not PromotionState.DRAFT:
        raise RefusedError(
            _("Le brouillon n’a pas été enregistré\u00a0: cette opération est déjà planifiée."),
            _("Planifiez-la de nouveau pour que vos changements comptent, ou annulez-la."),
        )
    return promotion.id


def plan_promotion(
    session: Session,
    gesture: Gesture,
    draft: PromotionDraft,
    acknowledged: Collection[str],
    promotion_id: PromotionId | None = None,
) -> PromotionId:
    """Judge the operation again, here where it is saved, and plan it with its verdict.

    ``acknowledged`` names the rules whose warnings she read and takes upon herself. Raises
    RefusedError when a rule blocks it, when a warning was not acknowledged, or when its dates are
    over.
    """
    check_dates(draft, gesture.at)
    promotion = _record(session, gesture, draft, promotion_id)
    if promotion.state not in _OPEN:
        raise RefusedError(
            _("L’opération n’a pas été planifiée\u00a0: elle est finie ou annulée."),
            _("Copiez-la pour en préparer une nouvelle."),
        )
    verdict = promotion_verdict(session, draft, gesture.at, promotion.id)
    _refuse_unlawful(verdict, frozenset(acknowledged))
    before = promotion.state
    if before is PromotionState.DRAFT:
        promotion.state = PromotionState.PLANNED
    promotion.rules_version = verdict.rules_version
    check_id = _keep_verdict(session, gesture, promotion.id, verdict)
    _keep_acknowledged(session, gesture, promotion.id, check_id, verdict)
    gone = _replace_lines(session, promotion.id, verdict.lines)
    if before is PromotionState.RUNNING:
        practise_changes(session, gesture, promotion, gone)
    touched = gone | {each.product_id for each in verdict.lines}
    kind = (
        PromotionEventKind.PLANNED
        if before is PromotionState.DRAFT
        else (PromotionEventKind.CHANGED)
    )
    note_promotion(session, gesture, promotion.id, kind, {"plan": json.loads(promotion.plan)})
    queue_state(session, gesture, "price", touched)
    return promotion.id


def _record(
    session: Session,
    gesture: Gesture,
    draft: PromotionDraft,
    promotion_id: PromotionId | None,
) -> Promotion:
    known = session.get(Promotion, promotion_id) if promotion_id is not None else None
    if known is None:
        known = Promotion(
            id=promotion_id or PromotionId(new_id()),
            title=draft.title,
            kind=draft.kind,
            state=PromotionState.DRAFT,
            starts_at=draft.starts_at,
            channels="",
            plan="",
            created_at=gesture.at,
            changed_at=gesture.at,
            changed_by=gesture.person,
        )
        session.add(known)
    elif known.state is PromotionState.RUNNING and draft.starts_at != known.starts_at:
        raise RefusedError(
            _("L’opération n’a pas été changée\u00a0: elle a déjà commencé."),
            _("Gardez son début\u00a0; sa fin, ses articles et ses prix peuvent changer."),
        )
    known.title, known.kind = draft.title.strip(), draft.kind
    known.starts_at, known.ends_at = draft.starts_at, draft.ends_at
    known.channels, known.plan = ",".join(draft.channels), draft_text(draft)
    known.changed_at, known.changed_by = gesture.at, gesture.person
    session.flush()
    return known


def _refuse_unlawful(verdict: Verdict, acknowledged: frozenset[str]) -> None:
    blocks = verdict.of_level(Level.BLOCK)
    if blocks:
        count = len(blocks)
        raise RefusedError(
            _("L’opération n’a pas été planifiée\u00a0: {why}").format(why=blocks[0].message),
            ngettext(
                "{rule}, {article}. Corrigez ce point, ou gardez-la en brouillon.",
                "{rule}, {article}. {count} points sont à corriger, ou gardez-la en brouillon.",
                count,
            ).format(rule=blocks[0].rule, article=blocks[0].legal_reference, count=count),
        )
    missing = sorted(verdict.warned_rules - acknowledged)
    if missing:
        raise RefusedError(
            _("L’opération n’a pas été planifiée\u00a0: un avertissement n’a pas été lu."),
            _("Lisez et cochez chaque avertissement\u00a0: {rules}.").format(
                rules=", ".join(missing)
            ),
        )


def _keep_verdict(
    session: Session, gesture: Gesture, promotion_id: PromotionId, verdict: Verdict
) -> RecordId:
    check = PromotionCheck(
        promotion_id=promotion_id,
        at=gesture.at,
        by=gesture.person,
        rules_version=verdict.rules_version,
        question=canonical_json(write_question(verdict.question)).decode(),
        answer=canonical_json(verdict.answer.as_json()).decode(),
    )
    session.add(check)
    session.flush()
    return check.id


def _keep_acknowledged(
    session: Session,
    gesture: Gesture,
    promotion_id: PromotionId,
    check_id: RecordId,
    verdict: Verdict,
) -> None:
    for finding in verdict.of_level(Level.WARN):
        session.add(
            Acknowledgement(
                promotion_id=promotion_id,
                check_id=check_id,
                rule=finding.rule,
                message=finding.message,
                at=gesture.at,
                by=gesture.person,
            )
        )
    session.flush()


def _replace_lines(
    session: Session, promotion_id: PromotionId, lines: Sequence[PlannedLine]
) -> set[ProductId]:
    """Keep the prices; return the articles that were in the operation and are no more."""
    before = session.scalars(
        delete(_LINES).where(_LINES.c.promotion_id == promotion_id).returning(_LINES.c.product_id)
    ).all()
    if lines:
        insert_into(
            session,
            _LINES,
            [
                {
                    "promotion_id": promotion_id,
                    "product_id": each.product_id,
                    "step": each.step,
                    "starts_at": each.starts_at,
                    "ends_at": each.ends_at,
                    "price": each.price,
                    "prior_shop": each.shown_prior,
                    "prior_web": each.shown_prior,
                }
                for each in lines
            ],
        )
    return {ProductId(each) for each in before} - {each.product_id for each in lines}
