"""Money put on the counter, and whether it settles the basket; what may not be is refused."""

from dataclasses import replace

from merchant_desk.errors import RefusedError
from merchant_desk.rules.basket import counted
from merchant_desk.values.basket import Basket, Tender
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.texts import _

MOST_CASH = Money(15_000_00)
"""Of a visitor who lives abroad; 1 000 € of everybody else (C. mon. fin. D112-3)."""
USUAL_CASH = Money(1_000_00)


def with_tender(basket: Basket, tender: Tender) -> Basket:
    """Put money down, or give some back; only cash may be more than what is due."""
    figures = counted(basket)
    left, amount = figures.missing, tender.amount
    _check_tender(basket, left, amount)
    if tender.means is Means.CASH:
        _check_cash(figures.cash + amount)
    elif amount.cents > left.cents > 0:
        raise _no_change(tender.means, left)
    if amount.cents < 0 and amount.cents < left.cents:
        raise RefusedError(
            _("L’argent n’a pas été rendu\u00a0: c’est plus que ce qui est dû."),
            _("Il reste {left} à rendre.").format(left=euros(-left)),
        )
    return replace(basket, tenders=(*basket.tenders, tender))


def without_tender(basket: Basket, payment_id: bytes) -> Basket:
    """Take money back from the counter: it was not meant."""
    kept = tuple(each for each in basket.tenders if each.payment_id != payment_id)
    return replace(basket, tenders=kept)


def check_settled(basket: Basket) -> None:
    """Raise RefusedError unless the basket may be sold as it is paid."""
    if basket.empty:
        raise RefusedError(
            _("La vente n’a pas été enregistrée\u00a0: le panier est vide."),
            _("Scannez d’abord un article."),
        )
    missing = counted(basket).missing
    if missing.cents > 0:
        raise RefusedError(
            _("La vente n’a pas été enregistrée\u00a0: il manque {left}.").format(
                left=euros(missing)
            ),
            _("Encaissez le reste, par un ou plusieurs moyens."),
        )
    if missing.cents < 0 <= counted(basket).due.cents:
        raise RefusedError(
            _(
                "La vente n’a pas été enregistrée\u00a0: {over} de trop sans monnaie à rendre."
            ).format(over=euros(-missing)),
            _("On ne rend la monnaie que sur des espèces\u00a0: corrigez les paiements."),
        )
    if missing:
        raise RefusedError(
            _("Le retour n’a pas été enregistré\u00a0: il reste {left} à rendre.").format(
                left=euros(-missing)
            ),
            _("Choisissez comment vous rendez l’argent."),
        )


def _check_tender(basket: Basket, left: Money, amount: Money) -> None:
    if basket.empty:
        raise RefusedError(
            _("Rien n’a été encaissé\u00a0: le panier est vide."), _("Scannez d’abord un article.")
        )
    if not left:
        raise RefusedError(
            _("Rien n’a été encaissé\u00a0: tout est déjà payé."),
            _("Validez la vente, ou retirez un paiement."),
        )
    if not amount or (amount.cents > 0) != (left.cents > 0):
        raise RefusedError(
            _("Rien n’a été encaissé\u00a0: ce montant n’est pas possible."),
            _("Écrivez un montant comme 12,50."),
        )


def _check_cash(cash: Money) -> None:
    if cash > MOST_CASH:
        raise RefusedError(
            _("Les espèces n’ont pas été encaissées\u00a0: la loi les limite."),
            _(
                "Au plus 1\u202f000\u00a0€, ou 15\u202f000\u00a0€ d’un particulier qui vit à "
                "l’étranger (code monétaire et financier, D112-3)."
            ),
        )


def _no_change(means: Means, left: Money) -> RefusedError:
    title = _("Rien n’a été encaissé\u00a0: on ne rend pas la monnaie sur une carte.")
    if means is Means.CHEQUE:
        title = _("Rien n’a été encaissé\u00a0: on ne rend pas la monnaie sur un chèque.")
    elif means is Means.VOUCHER:
        title = _("Rien n’a été encaissé\u00a0: on ne rend pas la monnaie sur un bon.")
    elif means is Means.TRANSFER:
        title = _("Rien n’a été encaissé\u00a0: un virement ne dépasse pas ce qui est dû.")
    return RefusedError(title, _("Encaissez {left} au plus.").format(left=euros(left)))
