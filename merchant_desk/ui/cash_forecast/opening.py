"""Where the document behind a foreseen amount is opened."""

from merchant_desk.ui.shell import Shell
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory

_PLACES: dict[FlowSource, tuple[str, str, str]] = {
    FlowSource.INVOICE: ("invoices", "", "invoice_id"),
    FlowSource.ORDER: ("orders", "", "order_id"),
    FlowSource.SUPPLIER_INVOICE: ("purchases", "invoices", "invoice_id"),
    FlowSource.PURCHASE: ("purchases", "orders", "purchase_id"),
    FlowSource.REFUND: ("returns", "", "return_id"),
    FlowSource.PAYOUT: ("cash", "payouts", "payout_id"),
    FlowSource.DEPOSIT: ("cash", "deposits", "deposit_id"),
    FlowSource.RECURRING: ("cash", "recurring", "recurring_id"),
    FlowSource.PLAN: ("cash", "scenarios", "scenario_id"),
    FlowSource.SCENARIO: ("cash", "scenarios", "scenario_id"),
}


def open_flow(shell: Shell, flow: Flow) -> None:
    """Go to what an amount comes from: its document, else the page that it was worked out on."""
    screen, page, name = _PLACES.get(flow.source, _worked_out(flow))
    argument: dict[str, object] = {"page": page} if page else {}
    if flow.document_id is not None and name:
        argument[name] = flow.document_id
    if screen == "settings":
        argument = {"section": name}
    shell.navigate(screen, **argument)


def _worked_out(flow: Flow) -> tuple[str, str, str]:
    """Return where figures without a document of their own come from."""
    if flow.source is FlowSource.TAX:
        return ("settings", "", "cash")
    if flow.source is FlowSource.GOODS or flow.category is CashCategory.GOODS:
        return ("purchases", "reorder", "")
    return ("promotions", "", "")
