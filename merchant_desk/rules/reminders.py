"""How a late payment is asked for: level by level, in words that may be changed before sending."""

from merchant_desk.rules.late_payment import (
    late_rules,
    penalties,
    penalties_at,
    penalty_rate,
    recovery_sum,
)
from merchant_desk.values.french import euros, long_date, rate
from merchant_desk.values.money import Money
from merchant_desk.values.reminder_letter import ReminderFacts, ReminderLevel, ReminderText
from merchant_desk.values.texts import _, ngettext, speaking_to_customers

_DELAY_DAYS = 8


def due_level(facts: ReminderFacts) -> ReminderLevel:
    """Return how firmly to ask now: by the days late, never skipping a step."""
    by_days = max(
        (level for level, days in late_rules().levels if facts.days_late >= days), default=1
    )
    next_step = max(facts.sent, default=0) + 1
    return ReminderLevel(min(by_days, next_step, max(ReminderLevel)))


def reminder_text(
    facts: ReminderFacts, level: ReminderLevel, rate_bp: int | None = None
) -> ReminderText:
    """Return the words of a level, in French whatever the screens speak.

    ``rate_bp`` is the shop's own rate of penalties.
    """
    with speaking_to_customers():
        return _written(facts, level, rate_bp)


def _written(facts: ReminderFacts, level: ReminderLevel, rate_bp: int | None) -> ReminderText:
    subject = {
        ReminderLevel.COURTEOUS: _("Facture {number}\u00a0: un oubli\u00a0?"),
        ReminderLevel.FIRM: _("Facture {number}\u00a0: paiement en retard"),
        ReminderLevel.FORMAL: _("Mise en demeure de payer la facture {number}"),
    }[level]
    paragraphs = [
        _greeting(facts),
        _ask(facts, level),
        *_costs(facts, level, rate_bp),
        *_how_to_pay(facts),
        _ending(level),
        facts.seller.trade_name or facts.seller.name,
    ]
    return ReminderText(subject.format(number=facts.number), "\n\n".join(paragraphs))


def _greeting(facts: ReminderFacts) -> str:
    return _("Madame, Monsieur,") if facts.buyer.is_business else _("Bonjour,")


def _ask(facts: ReminderFacts, level: ReminderLevel) -> str:
    days = facts.days_late
    since = ngettext("{n} jour", "{n} jours", days).format(n=days)
    words = {
        ReminderLevel.COURTEOUS: _(
            "Sauf erreur de notre part, la facture {number} du {issued}, d’un montant de {total}, "
            "arrivait à échéance le {due}. Il reste {left} à régler. Si votre paiement est déjà "
            "parti, merci de ne pas tenir compte de ce message."
        ),
        ReminderLevel.FIRM: _(
            "Malgré notre premier message, la facture {number} du {issued}, échue le {due}, n’est "
            "toujours pas réglée après {since} de retard. Il reste {left} à payer. Merci de la "
            "régler sous {delay} jours, ou de nous dire ce qui s’y oppose."
        ),
        ReminderLevel.FORMAL: _(
            "Par la présente, nous vous mettons en demeure de payer sous {delay} jours la somme de "
            "{left}, restant due sur la facture {number} du {issued}, échue le {due}, soit "
            "{since} de retard. À défaut, nous engagerons son recouvrement par voie de droit."
        ),
    }[level]
    return words.format(
        number=facts.number,
        issued=long_date(facts.issued_on),
        due=long_date(facts.due_on),
        total=euros(facts.total),
        left=euros(facts.left),
        since=since,
        delay=_DELAY_DAYS,
    )


def _costs(facts: ReminderFacts, level: ReminderLevel, rate_bp: int | None) -> list[str]:
    """Return what the delay costs: penalties and recovery are for businesses only."""
    if level is ReminderLevel.COURTEOUS:
        return []
    if not facts.buyer.is_business:
        interest = _(
            "La présente mise en demeure fait courir les intérêts au taux légal "
            "(article 1231-6 du Code civil)."
        )
        return [interest] if level is ReminderLevel.FORMAL else []
    fixed = recovery_sum(facts.today)
    if level is ReminderLevel.FIRM:
        words = _(
            "Nous vous rappelons que tout retard rend exigibles, sans rappel, des pénalités et une "
            "indemnité forfaitaire de recouvrement de {fixed} (articles L441-10 et D441-5 du Code "
            "de commerce)."
        )
        return [words.format(fixed=euros(fixed))]
    return [_penalties(facts, rate_bp), _claim(facts, fixed, rate_bp)]


def _penalties(facts: ReminderFacts, rate_bp: int | None) -> str:
    known = rate_bp if rate_bp is not None else penalty_rate(facts.today)
    if known is None:
        return _(
            "S’y ajoutent les pénalités de retard, au taux de trois fois le taux d’intérêt légal "
            "(article L441-10 du Code de commerce), jusqu’au paiement complet."
        )
    words = _(
        "S’y ajoutent les pénalités de retard, au taux annuel de {rate} (article L441-10 du Code "
        "de commerce), jusqu’au paiement complet."
    )
    return words.format(rate=rate(known))


def _claim(facts: ReminderFacts, fixed: Money, rate_bp: int | None) -> str:
    run = run_so_far(facts, rate_bp)
    if run is None:
        words = _(
            "L’indemnité forfaitaire de recouvrement est de {fixed} (article D441-5 du Code de "
            "commerce)."
        )
        return words.format(fixed=euros(fixed))
    words = _(
        "À ce jour\u00a0: {penalties} de pénalités et {fixed} d’indemnité forfaitaire de "
        "recouvrement (article D441-5 du Code de commerce), soit {whole} en tout."
    )
    whole = facts.left + run + fixed
    return words.format(penalties=euros(run), fixed=euros(fixed), whole=euros(whole))


def run_so_far(facts: ReminderFacts, rate_bp: int | None = None) -> Money | None:
    """Return the penalties to this day; None when no rate is known for all of it."""
    if rate_bp is not None:
        return penalties_at(facts.left, rate_bp, facts.days_late)
    return penalties(facts.left, facts.due_on, facts.today)


def _how_to_pay(facts: ReminderFacts) -> list[str]:
    iban = facts.seller.iban
    if not iban:
        return []
    words = _("Pour un virement\u00a0: IBAN {iban}, en rappelant le numéro {number}.")
    told = words.format(iban=_grouped(iban), number=facts.number)
    if facts.seller.bic:
        told = f"{told} BIC {facts.seller.bic}."
    return [told]


def _ending(level: ReminderLevel) -> str:
    if level is ReminderLevel.COURTEOUS:
        return _("Merci d’avance, et à bientôt.")
    return _("Veuillez recevoir nos salutations distinguées.")


def _grouped(iban: str) -> str:
    plain = "".join(iban.split())
    return " ".join(plain[place : place + 4] for place in range(0, len(plain), 4))
