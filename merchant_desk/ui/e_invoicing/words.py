"""The words and colours of files, states and reports."""

from merchant_desk.queries.e_invoicing_lists import PeriodRow
from merchant_desk.rules.e_reporting.periods import is_rehearsal
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.values.e_reporting import ReportKind, ReportPeriod
from merchant_desk.values.french import short_date
from merchant_desk.values.platform_flows import FlowType
from merchant_desk.values.platform_queue import FlowRow
from merchant_desk.values.platform_words import FlowDirection, FlowState, StatusSource
from merchant_desk.values.texts import _, later

_TYPES: dict[str, str] = {
    FlowType.CUSTOMER_INVOICE: later("Facture"),
    FlowType.SUPPLIER_INVOICE: later("Facture d’un fournisseur"),
    FlowType.CUSTOMER_STATUS: later("Statut d’une facture"),
    FlowType.SUPPLIER_STATUS: later("Statut d’un achat"),
    FlowType.DAILY_SALES: later("E-reporting des ventes"),
    FlowType.FOREIGN_SALES: later("E-reporting des ventes"),
    FlowType.DAILY_PAYMENTS: later("E-reporting des encaissements"),
    FlowType.FOREIGN_PAYMENTS: later("E-reporting des encaissements"),
    FlowType.SEVERAL_REPORTS: later("E-reporting"),
}
_STATES: dict[FlowState, tuple[str, Tone]] = {
    FlowState.WAITING: (later("À envoyer"), Tone.WARN),
    FlowState.SENT: (later("Envoyé"), Tone.INFO),
    FlowState.ACCEPTED: (later("Accepté"), Tone.OK),
    FlowState.REFUSED: (later("Refusé"), Tone.BAD),
    FlowState.BY_HAND: (later("À déposer à la main"), Tone.INFO),
    FlowState.RECEIVED: (later("Reçu"), Tone.OK),
}
_SOURCES = {
    StatusSource.DESK: later("dit d’ici"),
    StatusSource.PLATFORM: later("dit par la plateforme"),
    StatusSource.HAND: later("noté à la main"),
}


def due_words(period: ReportPeriod) -> str:
    """Return before which day a report is to be sent: none, as long as nothing is due."""
    return _("Répétition") if is_rehearsal(period) else short_date(period.due_on)


def flow_name(row: FlowRow) -> str:
    """Return what a file is."""
    return _(_TYPES[row.flow_type]) if row.flow_type in _TYPES else str(row.flow_type)


def flow_icon(row: FlowRow) -> str:
    """Return which way a file goes."""
    return "upload" if row.direction is FlowDirection.OUT else "download"


def flow_chip(row: FlowRow) -> ChipText:
    """Return where a file stands."""
    if row.state is FlowState.RECEIVED and row.problem:
        return ChipText(_("À vérifier"), Tone.BAD)
    words, tone = _STATES[row.state]
    return ChipText(_(words), tone, quiet=row.state in (FlowState.ACCEPTED, FlowState.RECEIVED))


def source_words(source: StatusSource) -> str:
    """Return who told a status."""
    return _(_SOURCES[source])


def kind_name(kind: ReportKind) -> str:
    """Return what a report tells."""
    return _("Ventes") if kind is ReportKind.TRANSACTIONS else _("Encaissements")


def period_words(period: ReportPeriod) -> str:
    """Return the days of a report."""
    return _("du {first} au {last}").format(
        first=short_date(period.first), last=short_date(period.last)
    )


def period_chip(row: PeriodRow) -> ChipText:
    """Return where the report of a period stands."""
    built = row.built
    if built is None:
        if row.over and row.owed:
            return ChipText(_("À construire"), Tone.WARN)
        return ChipText(_("À répéter") if row.over else _("En cours"), Tone.MUTE, quiet=True)
    if not built.sent:
        return ChipText(_("Construit"), Tone.INFO)
    words, tone = _STATES[FlowState(built.sent)]
    return ChipText(_(words), tone, quiet=built.sent == FlowState.ACCEPTED)
