"""What an operation brought, in sentences; every figure with the range it is known in."""

from merchant_desk.queries.promotion_result import LastTime
from merchant_desk.rules.promotion_result import PromotionResult
from merchant_desk.rules.promotion_uplift import MoneyRange, Range, Uplift
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _, ngettext

_BP_OF_PERCENT = 100
_MINUS = "\u2212"


def result_lines(result: PromotionResult) -> tuple[str, ...]:
    """Return what is known, a sentence a line."""
    if not result.sales_known:
        return (_("Les ventes en boutique ne sont pas dans Merchant Desk\u00a0: rien à comparer."),)
    words = ngettext("{n} unité vendue", "{n} unités vendues", result.units)
    sold = _("{units} du {first} au {last}, pour {revenue} TTC.").format(
        units=words.format(n=number(result.units)),
        first=short_date(result.first),
        last=short_date(result.last),
        revenue=euros(result.revenue),
    )
    if result.uplift is None:
        unknown = _("Trop peu de ventes avant l’opération pour dire ce qu’elle a changé.")
        return (sold, unknown)
    return (sold, *_uplift_lines(result.uplift), _dip_line(result))


def hint_words(last: LastTime) -> str:
    """Return what the last operation of the kind brought, in one sentence."""
    found = last.result.uplift
    if found is None:
        return ""
    told = _("La dernière fois («\u00a0{title}\u00a0»)\u00a0: {change}, {margin}").format(
        title=last.title,
        change=_change(found.uplift_bp),
        margin=_("marge inconnue")
        if found.extra_margin is None
        else _("marge {amount}").format(amount=_signed(found.extra_margin.middle)),
    )
    return told if told.endswith(".") else f"{told}."


def _uplift_lines(found: Uplift) -> tuple[str, ...]:
    lines = [
        _("Unités\u00a0: {change} par rapport à d’habitude.").format(
            change=_change(found.uplift_bp)
        ),
        _("Chiffre d’affaires\u00a0: {change}.").format(change=_amounts(found.extra_revenue)),
        _("Marge inconnue\u00a0: il manque le coût d’achat d’un article.")
        if found.extra_margin is None
        else _("Marge HT\u00a0: {change}.").format(change=_amounts(found.extra_margin)),
    ]
    if found.unknown_articles:
        words = ngettext(
            "{n} article nouveau ou jamais vendu avant n’est pas compté.",
            "{n} articles nouveaux ou jamais vendus avant ne sont pas comptés.",
            found.unknown_articles,
        )
        lines.append(words.format(n=number(found.unknown_articles)))
    return tuple(lines)


def _dip_line(result: PromotionResult) -> str:
    if result.dip_bp is not None:
        return _("Les deux semaines d’après\u00a0: {change} d’unités.").format(
            change=_change(result.dip_bp)
        )
    if result.settled:
        return _("Les deux semaines d’après ne peuvent pas être comparées.")
    return _("Les deux semaines d’après ne sont pas finies.")


def _change(change: Range) -> str:
    return _("{middle}\u00a0% (de {low} à {high}\u00a0%)").format(
        middle=_percent(change.middle), low=_percent(change.low), high=_percent(change.high)
    )


def _amounts(change: MoneyRange) -> str:
    return _("{middle} (de {low} à {high})").format(
        middle=_signed(change.middle), low=_signed(change.low), high=_signed(change.high)
    )


def _percent(basis_points: int) -> str:
    percent = abs(basis_points) + _BP_OF_PERCENT // 2
    whole = percent // _BP_OF_PERCENT
    if not whole:
        return "0"
    return f"{_MINUS if basis_points < 0 else '+'}{number(whole)}"


def _signed(amount: Money) -> str:
    """Return an amount to the euro: it is an estimate."""
    rounded = Money(100 * ((abs(amount.cents) + 50) // 100))
    words = euros(rounded).replace(",00", "")
    if not rounded:
        return words
    return f"{_MINUS if amount < ZERO else '+'}{words}"
