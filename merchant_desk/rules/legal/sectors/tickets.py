"""Event tickets are sold again with the consent of the organiser."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.questions import TicketResale
from merchant_desk.rules.legal.rule import LegalRule


def _check(question: TicketResale) -> Iterator[Found]:
    if question.organiser_consent:
        return
    when = "" if question.habitual else " dès qu’elle devient habituelle"
    yield Found(
        Level.BLOCK if question.habitual else Level.INFORM,
        f"Revente de billets\u00a0: accord de l’organisateur requis{when}.",
        figures={"missing": "organiser_consent"},
        remedy=Remedy("attach_proof", "organiser_consent"),
    )


FR_BILLETS = LegalRule(
    id="FR-BILLETS",
    title="Revente de billets",
    article="Code pénal, art. 313-6-2",
    explanation=(
        "Revendre de façon habituelle des billets de spectacle ou de manifestation sportive "
        "sans l’accord de l’organisateur est un délit.\n\n"
        "Une revente isolée, par un particulier qui ne peut plus venir, n’est pas "
        "visée\u00a0; les conditions du billet peuvent cependant l’interdire."
    ),
    sanction=(
        "15\u00a0000\u00a0€ (société\u00a0: 75\u00a0000\u00a0€), 30\u00a0000\u00a0€ en cas de "
        "récidive"
    ),
    since=date(2012, 1, 1),
    confidence="K",
    others=((TicketResale, _check),),
)
