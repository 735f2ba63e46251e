"""FR-SOLDES-MOT: the word « soldes » and its family are kept for the periods of soldes."""

from collections.abc import Iterator
from datetime import date, datetime

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.moment import OPENS_AT
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.soldes.floating import LAST_DAY as LAST_FLOATING_DAY
from merchant_desk.rules.legal.soldes_periods import FIRST_YEAR
from merchant_desk.rules.legal.soldes_standing import AT_DISTANCE, COLLECTED, IN_PLACE
from merchant_desk.rules.legal.text_case import TextCase
from merchant_desk.rules.legal.text_words import FLOATING_SOLDES
from merchant_desk.rules.legal.typography import set_in_french
from merchant_desk.rules.legal.words_of_law import Channel

_INSTEAD = "Remplacez-le par « promotion », « déstockage », « ventes privées » ou « prix réduits »."


def _check(case: Case) -> Iterator[Found]:
    for text in case.texts:
        if text.text.place == "letter" or not text.says_soldes:
            continue
        if text.text.place == "trade_name":
            yield _trade_name(text)
        elif not may_say_soldes(case, text):
            yield _refused(text)


def may_say_soldes(case: Case, text: TextCase) -> bool:
    """Tell whether a text may say « soldes » when it is shown."""
    outside = [each for each in text.channels if not _is_open(case, each, text.at)]
    if not outside:
        return True
    told = text.text.announced_start
    if told is not None and told >= text.day:
        opening = datetime.combine(told, OPENS_AT)
        if all(_is_open(case, each, opening) for each in outside):
            return True
    if _is_floating_of_its_time(case, text):
        return True
    return case.kind == "soldes" and text.at < case.starts and case.soldes_standing.is_lawful


def _is_open(case: Case, channel: Channel, at: datetime) -> bool:
    if channel == COLLECTED:
        return any(case.period_of(each, at) for each in (IN_PLACE, AT_DISTANCE))
    return case.period_of(channel, at) is not None


def _is_floating_of_its_time(case: Case, text: TextCase) -> bool:
    if text.day > LAST_FLOATING_DAY:
        return False
    return case.kind == "floating_soldes" or text.says(FLOATING_SOLDES)


def _trade_name(text: TextCase) -> Found:
    message = (
        f"Un nom de magasin ou une enseigne qui dit « {text.soldes_word} » toute l’année est"
        " risqué : le mot est réservé aux périodes de soldes, aussi dans une enseigne ou un nom"
        " commercial. Demandez conseil à un juriste."
    )
    return Found(Level.WARN, set_in_french(message), figures={"word": text.soldes_word})


def _refused(text: TextCase) -> Found:
    if text.at.year < FIRST_YEAR:
        message = (
            f"Le mot « {text.soldes_word} » est réservé aux périodes de soldes ; celles d’avant"
            f" {FIRST_YEAR} ne sont pas connues du programme."
        )
        return Found(Level.WARN, set_in_french(message), figures={"missing": "period"})
    message = f"Le mot « {text.soldes_word} » est réservé aux périodes de soldes. {_INSTEAD}"
    return Found(
        Level.BLOCK,
        set_in_french(message),
        figures={"word": text.soldes_word},
        remedy=Remedy("replace_word", "promotion"),
    )


FR_SOLDES_MOT = LegalRule(
    id="FR-SOLDES-MOT",
    title="Le mot «\u00a0soldes\u00a0» est réservé",
    article="Code de commerce, art. L310-3, II et L310-5, 4°",
    explanation=set_in_french("""\
Hors des périodes légales, le mot « soldes » et ses dérivés (soldé, solder, solderie, pré-soldes, \
soldissime…) sont interdits dans toute publicité, enseigne ou étiquette, aussi quand les lettres \
sont espacées ou remplacées. Écrivez « promotion », « déstockage », « ventes privées » ou « prix \
réduits ».

Vous pouvez annoncer vos soldes à l’avance si le texte dit la date d’ouverture et que cette date \
est dans la période légale. En ligne, ce sont les dates nationales qui comptent.

Le solde d’un compte, d’une facture ou d’une carte n’est pas concerné, ni une lettre adressée à un \
seul client. Pour une enseigne ou un nom commercial, le programme avertit : demandez conseil.\
"""),
    sanction=SALES,
    since=date(1996, 7, 5),
    check=_check,
)
