"""What of the shop's taxes is not counted, for want of an answer of hers."""

from collections.abc import Collection
from datetime import date, timedelta

from merchant_desk.rules.cash_taxes.corporate import last_closed
from merchant_desk.rules.cash_taxes.due import CompanyTax, OwnerRhythm, TaxProfile, VatRhythm
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.rules.cash_taxes.social import MICRO
from merchant_desk.values.accounting_period import financial_year
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _


def unknown_taxes(told: TaxProfile, today: date, back: Collection[CashCategory]) -> tuple[str, ...]:
    """Return a sentence for each; what comes back in the bank by itself needs no answer."""
    found: list[str] = []
    if CashCategory.VAT not in back:
        found += _vat(told, today)
    if CashCategory.SOCIAL not in back:
        found += _social(told)
    if CashCategory.CORPORATE_TAX not in back:
        found += _corporate(told, today)
    if CashCategory.OTHER_TAXES not in back and told.cfe is None:
        found.append(_("CFE non comptée\u00a0: dites celle de l’an dernier dans Réglages."))
    return tuple(found)


def _vat(told: TaxProfile, today: date) -> list[str]:
    if told.vat is VatRhythm.UNKNOWN:
        return [_("TVA non comptée\u00a0: dites votre régime dans Réglages.")]
    if told.vat is VatRhythm.FRANCHISE:
        return []
    found = []
    if not told.vat_day:
        found.append(
            _("TVA comptée au plus tôt, le 15\u00a0: dites votre jour de paiement dans Réglages.")
        )
    limit = figure("vat_quarterly_tax_cents", today)
    last = told.vat_last_year
    if told.vat is VatRhythm.QUARTERLY and limit and last is not None and last.cents > limit:
        found.append(
            _(
                "TVA comptée par trimestre, alors que celle de l’an dernier dépasse "
                "4\u202f000\u00a0€\u00a0: jusqu’à fin 2026 elle se déclare au mois (CGI 287, 2)."
            )
        )
    if told.vat is VatRhythm.YEARLY:
        found += _yearly(told, today)
    return found


def _yearly(told: TaxProfile, today: date) -> list[str]:
    found = []
    year = financial_year(today, told.first_month)
    simplified = figure("vat_simplified", year.first) is not None
    if simplified and told.vat_last_year is None:
        found.append(_("Acomptes de TVA non comptés\u00a0: dites la TVA de l’an dernier."))
    if simplified and figure("vat_simplified", year.last + timedelta(days=1)) is None:
        found.append(
            _(
                "Le régime simplifié de TVA finit avec l’exercice en cours (loi 2025-127, art. 38)"
                "\u00a0: la suite est comptée par trimestre."
            )
        )
    return found


def _social(told: TaxProfile) -> list[str]:
    found = []
    if told.owner is OwnerRhythm.UNKNOWN:
        found.append(
            _("Vos cotisations non comptées\u00a0: dites comment vous les payez dans Réglages.")
        )
    elif told.owner is not OwnerRhythm.NONE and told.owner not in MICRO and not told.owner_amount:
        found.append(_("Vos cotisations non comptées\u00a0: dites leur montant dans Réglages."))
    if told.headcount and told.employer_monthly is None:
        found.append(
            _("Cotisations des salaires non comptées\u00a0: dites leur montant dans Réglages.")
        )
    return found


def _corporate(told: TaxProfile, today: date) -> list[str]:
    if told.company is CompanyTax.UNKNOWN:
        return [_("Impôt sur le bénéfice non compté\u00a0: dites qui le paie dans Réglages.")]
    if told.company is CompanyTax.INCOME:
        return []
    closed = last_closed(today, told.first_month).last
    if closed in told.corporate_tax:
        return []
    told_day = short_date(closed)
    if told.corporate_tax:
        sentence = _(
            "Acomptes d’impôt d’après un exercice plus ancien\u00a0: dites l’impôt de celui clos "
            "le {day}."
        )
    else:
        sentence = _(
            "Impôt sur les sociétés non compté\u00a0: dites celui de l’exercice clos le {day}."
        )
    return [sentence.format(day=told_day)]
