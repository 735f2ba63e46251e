"""What is asked before it is done: a price of zero, a quantity that looks like a mistake."""

from merchant_desk.errors import RefusedError
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _


class AskedFirstError(RefusedError):
    """Done when she says that she means it; screens catch it to ask her."""


class ZeroPriceError(AskedFirstError):
    """A purchase price of zero: a gift, or a price that was not typed."""

    @classmethod
    def of(cls, article: str) -> "ZeroPriceError":
        """Return the question about one article."""
        return cls(
            _(
                "Rien n’a été gardé\u00a0: le prix d’achat de «\u00a0{article}\u00a0» est de zéro."
            ).format(article=article),
            _("S’il est vraiment gratuit, confirmez-le\u00a0; sinon écrivez son prix, ou aucun."),
        )


class ManyUnitsError(AskedFirstError):
    """A quantity so large that a barcode may have been scanned into it."""

    @classmethod
    def of(cls, article: str, units: int) -> "ManyUnitsError":
        """Return the question about one line."""
        return cls(
            _(
                "Rien n’a été gardé\u00a0: {units} de «\u00a0{article}\u00a0», c’est beaucoup."
            ).format(units=units_words(units), article=article),
            _("Si c’est bien ce que vous voulez, confirmez-le\u00a0; sinon corrigez la quantité."),
        )


class BelowMinimumError(AskedFirstError):
    """An order under what the supplier asks for."""

    @classmethod
    def of(cls, supplier: str, lacks: Money) -> "BelowMinimumError":
        """Return the question about an order."""
        return cls(
            _(
                "La commande n’est pas partie\u00a0: il manque {amount} pour le minimum de "
                "{supplier}."
            ).format(amount=euros(lacks), supplier=supplier),
            _("Ajoutez des articles, ou confirmez si le fournisseur l’accepte ainsi."),
        )
