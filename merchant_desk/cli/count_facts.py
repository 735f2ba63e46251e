"""Stock counts as JSON, and as lines of text."""

from collections.abc import Sequence
from typing import Any

from merchant_desk.operations.count_answers import CountScanned
from merchant_desk.queries.article_counts import ArticleCount
from merchant_desk.queries.count_plan import PlanRow
from merchant_desk.queries.count_review import CountHead, CountReview, VarianceRow
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _


def head_facts(head: CountHead) -> dict[str, Any]:
    """Return a count without what it found."""
    return {
        "id": id_text(head.count_id),
        "number": head.number,
        "title": head.title,
        "state": head.state.value,
        "blind": head.blind,
        "opened_at": head.opened_at.isoformat(),
        "opened_by": head.opened_by,
        "closed_at": None if head.closed_at is None else head.closed_at.isoformat(),
        "closed_by": head.closed_by,
    }


def scanned_facts(said: CountScanned) -> dict[str, Any]:
    """Return what a scan did."""
    return {
        "outcome": said.outcome.value,
        "title": said.title,
        "advice": said.advice,
        "code": said.code,
        "bin": said.bin,
        "sku": said.sku,
        "name": said.name,
        "lot": said.lot,
        "units": said.units,
        "total": said.total,
        "choices": [{"sku": each.sku, "name": each.name} for each in said.choices],
    }


def review_facts(review: CountReview) -> dict[str, Any]:
    """Return everything that is to be gone through."""
    return {
        **head_facts(review.head),
        "worth_cents": review.worth.cents,
        "counted": [_row_facts(each) for each in review.counted],
        "not_counted": [_row_facts(each) for each in review.uncounted],
    }


def _row_facts(row: VarianceRow) -> dict[str, Any]:
    return {
        "bin": row.bin,
        "sku": row.sku,
        "name": row.title,
        "lot": row.lot,
        "expected": row.expected,
        "counted": row.counted,
        "variance": row.variance,
        "worth_cents": row.worth.cents,
        "recount": row.doubt.value or None,
        "people": list(row.people),
    }


def review_text(review: CountReview) -> str:
    """Return the same for a person, the worst first."""
    lines = [f"{review.head.number}  {review.head.title}  {euros(review.worth)}".rstrip()]
    for row in (*review.counted, *review.uncounted):
        counted = "—" if row.counted is None else number(row.counted)
        mark = _("à recompter") if row.doubt else ""
        mark = _("non compté") if row.counted is None else mark
        lines.append(
            f"{row.bin:<8} {row.sku:<18} {number(row.expected):>6} → {counted:>6} "
            f"{euros(row.worth):>12}  {row.title} {mark}".rstrip()
        )
    return "\n".join(lines)


def article_count_facts(each: ArticleCount) -> dict[str, Any]:
    """Return what one count found of an article."""
    return {
        "number": each.number,
        "at": each.at.isoformat(),
        "by": each.by,
        "bin": each.bin,
        "lot": each.lot,
        "expected": each.expected,
        "counted": each.counted,
        "variance": each.variance,
        "worth_cents": each.worth.cents,
        "undone": each.undone,
    }


def plan_facts(rows: Sequence[PlanRow]) -> list[dict[str, Any]]:
    """Return the bins to count today."""
    return [
        {
            "location": each.location,
            "bin": each.bin,
            "articles": each.articles,
            "due": [id_text(product) for product in each.due],
            "days_late": each.days_late,
            "classes": {name.value: units for name, units in each.classes.items()},
        }
        for each in rows
    ]
