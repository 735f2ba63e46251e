"""FR-EVENTS: the days of trade, and the name « French Days », which is a trade mark."""

from collections.abc import Iterator

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.text_words import FRENCH_DAYS
from merchant_desk.rules.legal.typography import set_in_french

_MESSAGE = set_in_french(
    "« French Days » est une marque déposée (marque de l’Union européenne n°\u00a017887046) : ne"
    " l’utilisez que si vous êtes partenaire de l’opération. Sinon, parlez de « promotion » ou de"
    " « bons plans »."
)


def _check(case: Case) -> Iterator[Found]:
    if "french_days" in case.partner_of:
        return
    if any(text.says(FRENCH_DAYS) for text in case.texts):
        yield Found(Level.WARN, _MESSAGE, remedy=Remedy("replace_word", "promotion"))


FR_EVENTS = LegalRule(
    id="FR-EVENTS",
    title="Calendrier du commerce et nom «\u00a0French Days\u00a0»",
    article="Marque de l’Union européenne n°\u00a017887046\u00a0; loi 50-577 (fête des mères)",
    explanation=set_in_french("""\
Le calendrier montre les grands jours du commerce : Saint-Valentin, fête des mères, Black \
Friday, Noël… La fête des mères est le dernier dimanche de mai, ou le premier dimanche de juin \
quand ce dimanche est celui de la Pentecôte. Le Black Friday est le lendemain du quatrième jeudi \
de novembre.

Avant chaque évènement, surveillez vos prix pendant trente jours : le prix le plus bas de cette \
fenêtre est celui que vous devrez barrer. Une promotion ouverte à tous qui finit après le \
6 décembre 2026 abaisse ainsi le prix de référence des soldes du 6 janvier 2027.

« Les French Days » est une marque déposée par La Redoute. Un commerçant qui n’est pas partenaire \
de l’opération ne doit pas employer ce nom dans sa publicité.\
"""),
    check=_check,
)
