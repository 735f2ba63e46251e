"""What she told of the shop's taxes, as the rules of their days read it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from merchant_desk.queries.settings import Profile, Settings
from merchant_desk.rules.cash_taxes.corporate import corporate_tax
from merchant_desk.rules.cash_taxes.due import CompanyTax, OwnerRhythm, TaxProfile, VatRhythm
from merchant_desk.rules.law_zone import zone_of
from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.values.money import Money
from merchant_desk.values.settings import (
    FISCAL_FIRST_MONTH,
    TAXES_CFE_CENTS,
    TAXES_COMPANY,
    TAXES_CORPORATE,
    TAXES_EMPLOYER_CENTS,
    TAXES_EMPLOYER_QUARTERLY,
    TAXES_HEADCOUNT,
    TAXES_OWNER,
    TAXES_OWNER_CENTS,
    TAXES_PROFIT,
    TAXES_VAT,
    TAXES_VAT_DAY,
    TAXES_VAT_LAST_CENTS,
    Setting,
)
from merchant_desk.values.vat import VatTreatment

W = TypeVar("W", VatRhythm, OwnerRhythm, CompanyTax)


def tax_profile(kept: Settings, shop: Profile | None) -> TaxProfile:
    """Return what days and amounts follow; what she was not asked is None or unknown."""
    franchise = shop is not None and shop.vat_treatment is VatTreatment.FRANCHISE
    zone = zone_of(shop.seller.address.postcode) if shop is not None else None
    return TaxProfile(
        vat=VatRhythm.FRANCHISE if franchise else _word(VatRhythm, kept.get(TAXES_VAT)),
        vat_day=kept.get(TAXES_VAT_DAY),
        vat_last_year=_amount(kept, TAXES_VAT_LAST_CENTS),
        one_stop_shop=shop is not None and shop.seller.one_stop_shop,
        employer_monthly=_amount(kept, TAXES_EMPLOYER_CENTS),
        headcount=kept.get(TAXES_HEADCOUNT),
        employer_quarterly=kept.get(TAXES_EMPLOYER_QUARTERLY),
        owner=_word(OwnerRhythm, kept.get(TAXES_OWNER)),
        owner_amount=_amount(kept, TAXES_OWNER_CENTS),
        company=_word(CompanyTax, kept.get(TAXES_COMPANY)),
        corporate_tax=_corporate(kept),
        cfe=_amount(kept, TAXES_CFE_CENTS),
        first_month=kept.get(FISCAL_FIRST_MONTH),
        zone=zone or MAINLAND,
    )


def read_years(text: str) -> Mapping[date, Money]:
    """Return amounts by the last day of a financial year, as a setting keeps them."""
    try:
        told = json.loads(text)
        return {date.fromisoformat(day): Money(int(cents)) for day, cents in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def written_years(years: Mapping[date, Money]) -> str:
    """Return amounts by financial year as a setting keeps them."""
    return json.dumps({day.isoformat(): amount.cents for day, amount in sorted(years.items())})


def _corporate(kept: Settings) -> Mapping[date, Money]:
    expected = {
        day: tax
        for day, profit in read_years(kept.get(TAXES_PROFIT)).items()
        if (tax := corporate_tax(profit, day)) is not None
    }
    return {**expected, **read_years(kept.get(TAXES_CORPORATE))}


def _amount(kept: Settings, setting: Setting[int]) -> Money | None:
    return Money(kept.get(setting)) if kept.has(setting) else None


def _word(words: type[W], text: str) -> W:
    return words(text) if text in set(words) else words("")
