"""What the parts of books and VAT returns are called, on screen, on paper and in commands."""

from merchant_desk.rules.franchise_gauge import Gauge, GaugeLevel
from merchant_desk.rules.sales_journal import RateKey
from merchant_desk.rules.vat_summary import VatRow, VatSection
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.french import NBSP, euros, rate, short_date
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _, later
from merchant_desk.values.vat import SaleCategory, VatTreatment

_SECTIONS = {
    VatSection.GOODS: later("Ventes de biens"),
    VatSection.SERVICES: later("Prestations de services"),
    VatSection.DEPOSITS: later("Acomptes reçus, moins ceux déduits"),
    VatSection.OSS: later("Ventes à distance, guichet unique OSS"),
    VatSection.INTRA_EU: later("Livraisons intracommunautaires"),
    VatSection.EXPORT: later("Exportations"),
    VatSection.REVERSE_CHARGE: later("Autoliquidation par l’acheteur"),
    VatSection.MARGIN: later("Ventes au régime de la marge, TTC"),
    VatSection.FRANCHISE: later("Ventes en franchise de TVA"),
    VatSection.OUT_OF_SCOPE: later("Hors du champ de la TVA"),
    VatSection.ACQUISITIONS: later("Acquisitions intracommunautaires"),
    VatSection.SELF_ASSESSED: later("Achats autoliquidés"),
    VatSection.DEDUCTIBLE: later("TVA déductible sur achats"),
    VatSection.SELF_DEDUCTIBLE: later("TVA déductible autoliquidée"),
}
_TREATMENTS = {
    VatTreatment.FRANCHISE: later("Franchise"),
    VatTreatment.INTRA_EU: later("Intracom."),
    VatTreatment.EXPORT: later("Export"),
    VatTreatment.REVERSE_CHARGE: later("Autoliq."),
    VatTreatment.SECOND_HAND: later("Marge"),
    VatTreatment.ART: later("Marge, art"),
    VatTreatment.COLLECTORS: later("Marge, collection"),
    VatTreatment.OUT_OF_SCOPE: later("Hors champ"),
}
_KINDS = {
    InvoiceKind.INVOICE: later("Facture"),
    InvoiceKind.CREDIT_NOTE: later("Avoir"),
    InvoiceKind.CORRECTED: later("Facture rectificative"),
    InvoiceKind.DEPOSIT: later("Acompte"),
    InvoiceKind.TICKET: later("Ticket"),
}
_CHECKS = {
    "balance": later("débits et crédits sont égaux"),
    "vat": later("la TVA des écritures est celle du récapitulatif"),
    "journal": later("le journal des ventes est égal aux documents émis"),
    "bank": later("le compte de banque est expliqué ligne par ligne"),
}


def section_words(section: VatSection) -> str:
    """Return a part of the VAT of a period in words."""
    return _(_SECTIONS[section])


def rate_words(row: VatRow) -> str:
    """Return the rate of a line, with its country when it is another one."""
    told = rate(row.rate_bp) if row.rate_bp else ""
    return " ".join(each for each in (told, row.country) if each)


def rate_key_words(key: RateKey) -> str:
    """Return a column of the sales journal in words: « 20 % », « Export », « OSS 19 % »."""
    treatment, rate_bp = key
    if treatment is VatTreatment.NORMAL:
        return rate(rate_bp)
    if treatment is VatTreatment.OSS:
        return f"OSS {rate(rate_bp)}"
    return _(_TREATMENTS[treatment])


def kind_words(kind: InvoiceKind) -> str:
    """Return what a document is in words."""
    return _(_KINDS[kind])


def check_words(key: str) -> str:
    """Return what was checked, in words that follow a verdict."""
    return _(_CHECKS[key])


def period_words(period: Period) -> str:
    """Return the days of a period in words."""
    return _("Du {first} au {last}").format(
        first=short_date(period.first), last=short_date(period.last)
    )


def category_words(category: SaleCategory | None) -> str:
    """Return what was sold or bought in words."""
    if category is None:
        return _("Achats")
    services = category is SaleCategory.SERVICES
    return _("Prestations de services") if services else _("Ventes de marchandises")


def gauge_words(gauge: Gauge) -> str:
    """Return where turnover stands against its threshold, in one sentence."""
    services = gauge.threshold.nature is SaleCategory.SERVICES
    nature = _("Services") if services else _("Chiffre d’affaires")
    told = _("{nature}\u00a0: {turnover} sur {limit} ({percent}\u00a0%).").format(
        nature=nature,
        turnover=euros(gauge.turnover).replace(f",00{NBSP}€", f"{NBSP}€"),
        limit=euros(gauge.threshold.limit).replace(",00", ""),
        percent=gauge.percent,
    )
    return " ".join(each for each in (told, _level_words(gauge)) if each)


def _level_words(gauge: Gauge) -> str:
    match gauge.level:
        case GaugeLevel.OVER:
            return _(
                "Plafond de {ceiling} dépassé\u00a0: la TVA est due depuis ce jour-là."
            ).format(ceiling=euros(gauge.threshold.ceiling).replace(",00", ""))
        case GaugeLevel.PASSED if gauge.before > gauge.threshold.limit and gauge.turnover >= ZERO:
            return _("Seuil dépassé l’an dernier\u00a0: la franchise ne s’applique plus.")
        case GaugeLevel.PASSED:
            return _("Seuil dépassé\u00a0: la franchise prend fin au 1er janvier.")
        case GaugeLevel.NEAR:
            return _("Le seuil approche.")
        case _:
            return ""
