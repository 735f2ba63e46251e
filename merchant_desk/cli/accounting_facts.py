"""The books of a period as JSON: amounts in cents, days as ISO 8601."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from merchant_desk.values.ids import id_text

if TYPE_CHECKING:
    from merchant_desk.queries.period_books import PeriodBooks
    from merchant_desk.reports.fec import FecFile


def fec_facts(books: PeriodBooks, made: FecFile, file: Path | None) -> dict[str, Any]:
    """Return what was written."""
    return {
        **_told(books),
        "file": None if file is None else str(file),
        "name": made.name,
        "description": made.description_name,
        "bytes": len(made.data),
        "entries": made.entries,
        "lines": made.lines,
        "debit_cents": made.total.cents,
        "credit_cents": made.total.cents,
        "findings": [],
    }


def vat_facts(books: PeriodBooks) -> dict[str, Any]:
    """Return the VAT by part and rate."""
    summary = books.vat
    return {
        **_told(books),
        "rows": [
            {
                "section": row.section.value,
                "rate_bp": row.rate_bp,
                "country": row.country,
                "base_cents": row.base.cents,
                "vat_cents": row.vat.cents,
            }
            for row in summary.rows
        ],
        "collected_cents": summary.collected.cents,
        "due_cents": summary.due.cents,
        "deductible_cents": summary.deductible.cents,
        "balance_cents": summary.balance.cents,
    }


def journal_facts(books: PeriodBooks) -> dict[str, Any]:
    """Return the sales journal."""
    journal = books.journal
    return {
        **_told(books),
        "rates": [{"treatment": key[0].value, "rate_bp": key[1]} for key in journal.rates],
        "rows": [
            {
                "id": id_text(row.id),
                "day": row.day.isoformat(),
                "kind": row.kind.value,
                "number": row.number,
                "customer": row.party,
                "counted_with_ticket": row.details,
                "base_cents": [each.cents for each in row.bases],
                "vat_cents": [each.cents for each in row.vats],
                "total_cents": row.total.cents,
            }
            for row in journal.rows
        ],
        "base_cents": journal.base.cents,
        "vat_cents": journal.vat.cents,
        "total_cents": journal.total.cents,
    }


def money_facts(key: str, books: PeriodBooks) -> dict[str, Any]:
    """Return the book of receipts, or the register of purchases."""
    rows = books.receipts if key == "receipts" else books.bought
    return {
        **_told(books),
        "rows": [
            {
                "day": row.day.isoformat(),
                "piece": row.piece,
                "name": row.party,
                "nature": None if row.category is None else row.category.value,
                "means": row.means,
                "reference": row.reference,
                "amount_cents": row.amount.cents,
            }
            for row in rows
        ],
        "total_cents": sum(row.amount.cents for row in rows),
    }


def bank_facts(books: PeriodBooks) -> dict[str, Any]:
    """Return the bank beside the books."""
    return {
        **_told(books),
        "bank_cents": books.bank.bank.cents,
        "books_cents": books.bank.books.cents,
        "differences": [
            {
                "day": each.day.isoformat(),
                "piece": each.piece,
                "name": each.party,
                "booked_cents": each.booked.cents,
                "seen_cents": each.seen.cents,
            }
            for each in books.bank.differences
        ],
        "unknown": [
            {"day": each.day.isoformat(), "label": each.label, "cents": each.waits.cents}
            for each in books.bank.unknown
        ],
    }


def _told(books: PeriodBooks) -> dict[str, Any]:
    return {
        "first": books.period.first.isoformat(),
        "last": books.period.last.isoformat(),
        "closing": books.closing.isoformat(),
        "checks": [
            {
                "check": each.key,
                "expected_cents": each.expected.cents,
                "found_cents": each.found.cents,
                "holds": each.holds,
            }
            for each in books.checks
        ],
        "notes": [{"note": each.key, "sentence": each.sentence} for each in books.notes],
    }
