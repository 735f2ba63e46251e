"""Keep what she tells of the shop's taxes, all of it or nothing; the window keeps it one by one."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.settings import settings
from merchant_desk.queries.tax_profile import read_years, tax_profile, written_years
from merchant_desk.rules.cash_taxes.corporate import last_closed
from merchant_desk.rules.cash_taxes.due import CompanyTax, OwnerRhythm, VatRhythm
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.rules.cash_taxes.vat import last_return
from merchant_desk.values.accounting_period import Span, moved
from merchant_desk.values.entries import read_amount, read_whole
from merchant_desk.values.gesture import Gesture
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
    TAXES_VAT_CREDIT_CENTS,
    TAXES_VAT_CREDIT_ON,
    TAXES_VAT_DAY,
    TAXES_VAT_LAST_CENTS,
    Setting,
)
from merchant_desk.values.texts import _

_MOST_PEOPLE = 5_000
_WORDS: Mapping[str, tuple[Setting[str], tuple[str, ...]]] = {
    "vat": (TAXES_VAT, (VatRhythm.MONTHLY, VatRhythm.QUARTERLY, VatRhythm.YEARLY)),
    "owner": (TAXES_OWNER, tuple(each for each in OwnerRhythm if each)),
    "profit_tax": (TAXES_COMPANY, (CompanyTax.INCOME, CompanyTax.CORPORATE)),
}
_AMOUNTS: Mapping[str, Setting[int]] = {
    "vat_last_year": TAXES_VAT_LAST_CENTS,
    "wages": TAXES_EMPLOYER_CENTS,
    "owner_amount": TAXES_OWNER_CENTS,
    "cfe": TAXES_CFE_CENTS,
}
_OWN = ("vat_day", "vat_credit", "employees", "wages_quarterly", "corporate_tax", "profit")
NAMES = (*_WORDS, *_AMOUNTS, *_OWN)
"""What may be told."""


def tell_taxes(session: Session, gesture: Gesture, told: Mapping[str, str], today: date) -> None:
    """Keep each answer by its name; one that cannot be is refused, and the others with it."""
    ways: Mapping[str, Callable[[str], None]] = _ways(session, gesture, today)
    for name, text in sorted(told.items(), key=lambda each: each[0] != "vat"):
        if name in _WORDS:
            setting, words = _WORDS[name]
            if text not in words:
                raise _refused(name, _("Répondez {words}.").format(words=", ".join(words)))
            save_setting(session, gesture, setting, text)
        elif name in _AMOUNTS:
            save_setting(session, gesture, _AMOUNTS[name], _amount(name, text).cents)
        elif name in ways:
            ways[name](text)
        else:
            raise _refused(name, _("Dites un de {names}.").format(names=", ".join(NAMES)))


def _ways(session: Session, gesture: Gesture, today: date) -> Mapping[str, Callable[[str], None]]:
    kept = settings(session, gesture.station_id)
    closed = last_closed(today, kept.get(FISCAL_FIRST_MONTH))

    def day(text: str) -> None:
        least, most = figure("vat_first_day", today) or 15, figure("vat_last_day", today) or 24
        save_setting(session, gesture, TAXES_VAT_DAY, _whole("vat_day", text, least, most))

    def credit(text: str) -> None:
        now = settings(session, gesture.station_id)
        last = last_return(tax_profile(now, None), today)
        if last is None:
            raise _refused("vat_credit", _("Dites d’abord votre régime\u00a0: vat=monthly."))
        amount = _amount("vat_credit", text)
        save_setting(session, gesture, TAXES_VAT_CREDIT_ON, last.isoformat())
        save_setting(session, gesture, TAXES_VAT_CREDIT_CENTS, amount.cents)

    def people(text: str) -> None:
        count = _whole("employees", text, 0, _MOST_PEOPLE)
        save_setting(session, gesture, TAXES_HEADCOUNT, count)

    def quarterly(text: str) -> None:
        answer = _whole("wages_quarterly", text, 0, 1)
        save_setting(session, gesture, TAXES_EMPLOYER_QUARTERLY, bool(answer))

    def tax(text: str) -> None:
        years = {**read_years(kept.get(TAXES_CORPORATE))}
        years[closed.last] = _amount("corporate_tax", text)
        save_setting(session, gesture, TAXES_CORPORATE, written_years(years))

    def profit(text: str) -> None:
        years = {**read_years(kept.get(TAXES_PROFIT))}
        years[moved(closed, Span.YEAR, 1).last] = _amount("profit", text)
        save_setting(session, gesture, TAXES_PROFIT, written_years(years))

    return dict(zip(_OWN, (day, credit, people, quarterly, tax, profit), strict=True))


def _amount(name: str, text: str) -> Money:
    amount = read_amount(text)
    if amount is None:
        raise _refused(name, _("Donnez un montant, comme 843,20."))
    return amount


def _whole(name: str, text: str, least: int, most: int) -> int:
    number = read_whole(text)
    if number is None or not least <= number <= most:
        told = _("Donnez un nombre de {least} à {most}.").format(least=least, most=most)
        raise _refused(name, told)
    return number


def _refused(name: str, advice: str) -> RefusedError:
    title = _("Rien n’a été gardé\u00a0: «\u00a0{name}\u00a0» n’a pas été compris.")
    return RefusedError(title.format(name=name), advice)
