"""What the day page says before the first day: how to begin."""

from merchant_desk.ui.widgets.empty_state import EmptyText
from merchant_desk.values.texts import _


def welcome_words(*, has_shop: bool, sample: bool) -> EmptyText:
    """Return the ways to begin: a storefront, a file, nothing at all, or a look at the sample."""
    if has_shop:
        return EmptyText(
            "cloud-check",
            _("Votre boutique est reliée"),
            _("Relevez-la pour voir arriver vos produits et vos commandes."),
            _("Relever maintenant"),
            _("Importer un fichier"),
        )
    also: tuple[str, ...] = (_("Commencer sans rien"),)
    if sample:
        also = (*also, _("Essayer la boutique d’exemple"))
    return EmptyText(
        "store",
        _("Bienvenue"),
        _(
            "Connectez votre boutique en ligne, ou importez votre catalogue\u00a0: "
            "la journée se remplira toute seule."
        ),
        _("Connecter une boutique"),
        _("Importer un fichier"),
        also,
    )
