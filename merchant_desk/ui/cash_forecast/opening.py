"""Where the document behind an amount of the treasury is opened."""

from merchant_desk.ui.shell import Shell
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.ids import parse_id

_PLACES: dict[FlowSource, tuple[str, str, str]] = {
    FlowSource.INVOICE: ("invoices", "", "invoice_id"),
    FlowSource.ORDER: ("orders", "", "order_id"),
    FlowSource.SUPPLIER_INVOICE: ("purchases", "invoices", "invoice_id"),
    FlowSource.PURCHASE: ("purchases", "orders", "purchase_id"),
    FlowSource.REFUND: ("invoices", "", "invoice_id"),
    FlowSource.PAYOUT: ("cash", "payouts", "payout_id"),
    FlowSource.DEPOSIT: ("cash", "deposits", "deposit_id"),
    FlowSource.RECURRING: ("cash", "recurring", "recurring_id"),
    FlowSource.PLAN: ("cash", "scenarios", "scenario_id"),
    FlowSource.SCENARIO: ("cash", "scenarios", "scenario_id"),
    FlowSource.GOODS: ("purchases", "reorder", ""),
    FlowSource.SALES: ("promotions", "", ""),
}


def open_flow(shell: Shell, flow: Flow) -> None:
    """Go to what an amount comes from: its document, else the page that it was worked out on.

    What has no document says why it is foreseen: the page that opens does not tell.
    """
    document_id = flow.document_id or _plan(flow.key)
    if document_id is None and flow.why:
        shell.toast(flow.why)
    open_document(shell, flow.source, document_id)


def _plan(key: str) -> bytes | None:
    """Return the accepted scenario that an amount belongs to: « plan:<id>:<place> »."""
    kind, _sign, rest = key.partition(":")
    return parse_id(rest.partition(":")[0]) if kind == "plan" else None


def open_document(shell: Shell, source: FlowSource | None, document_id: bytes | None) -> None:
    """Go to a document; what has none yet waits to be matched, a tax follows its settings."""
    if source is None:
        shell.navigate("cash", page="match")
        return
    if source is FlowSource.TAX:
        shell.navigate("settings", section="taxes")
        return
    screen, page, name = _PLACES[source]
    argument: dict[str, object] = {"page": page} if page else {}
    if document_id is not None and name:
        argument[name] = document_id
    shell.navigate(screen, **argument)
