"""All that shipping changes, told by names and numbers: two ways to ship can be compared."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

_QUESTIONS = {
    "orders": "SELECT number, state FROM sales_order ORDER BY number",
    "lines": (
        "SELECT o.number, l.position, l.shipped, r.quantity AS promised, sum(a.quantity) AS chosen"
        " FROM order_line l JOIN sales_order o ON o.id = l.order_id"
        " LEFT JOIN reservation r ON r.order_line_id = l.id"
        " LEFT JOIN pick_allocation a ON a.order_line_id = l.id"
        " GROUP BY o.number, l.position, l.shipped, r.quantity ORDER BY o.number, l.position"
    ),
    "levels": (
        "SELECT p.sku, b.code, s.quantity FROM stock_level s JOIN product p ON p.id = s.product_id"
        " JOIN place b ON b.id = s.place_id ORDER BY p.sku, b.code"
    ),
    "moves": (
        "SELECT o.number, c.number AS parcel, p.sku, b.code, m.quantity, m.reason, m.by"
        " FROM stock_move m JOIN product p ON p.id = m.product_id"
        " JOIN place b ON b.id = m.from_place_id JOIN parcel c ON c.id = m.parcel_id"
        " JOIN sales_order o ON o.id = c.order_id"
        " ORDER BY o.number, c.number, p.sku, b.code, m.quantity"
    ),
    "parcels": (
        "SELECT o.number, c.number AS parcel, c.state, c.closed_at, c.closed_by, l.position,"
        " s.wanted, s.packed FROM parcel c JOIN sales_order o ON o.id = c.order_id"
        " JOIN parcel_line s ON s.parcel_id = c.id JOIN order_line l ON l.id = s.order_line_id"
        " ORDER BY o.number, c.number, l.position"
    ),
    "invoices": (
        "SELECT i.number, i.counter, i.order_number, i.parcel_number, i.issue_date, i.due_on,"
        " i.seller, i.buyer, i.delivery_address, i.mentions, i.payments, i.net_total, i.vat_total,"
        " i.total FROM invoice i ORDER BY i.number"
    ),
    "invoice_lines": (
        "SELECT i.number, l.position, l.kind, l.sku, l.name, l.quantity, l.rate_bp, l.treatment,"
        " l.net, l.total, l.discount FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id"
        " ORDER BY i.number, l.position"
    ),
    "invoice_rates": (
        "SELECT i.number, r.rate_bp, r.treatment, r.base, r.vat, r.total FROM invoice_rate r"
        " JOIN invoice i ON i.id = r.invoice_id ORDER BY i.number, r.rate_bp"
    ),
    "series": "SELECT prefix, last_counter, last_date FROM invoice_series ORDER BY prefix",
    "papers": "SELECT kind, title, state, copies FROM print_job ORDER BY row",
}


def shop_facts(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that shipping may change."""
    session.flush()
    facts = {
        name: [tuple(row) for row in session.execute(text(question))]
        for name, question in _QUESTIONS.items()
    }
    parcels = session.execute(
        text("SELECT c.id, o.number FROM parcel c JOIN sales_order o ON o.id = c.order_id")
    )
    orders = {bytes(row[0]).hex(): row[1] for row in parcels}
    told = text("SELECT subject, kind, next_attempt_at FROM outbox_message ORDER BY row")
    facts["told"] = [(orders.get(row[0]), row[1], row[2]) for row in session.execute(told)]
    return facts
