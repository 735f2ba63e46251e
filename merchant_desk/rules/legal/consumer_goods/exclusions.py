"""What the caps on promotions leave free; ``advantages.cap_on`` applies it."""

from datetime import date

from merchant_desk.rules.legal.rule import LegalRule

FR_EGALIM_EXCLUSIONS = LegalRule(
    id="FR-EGALIM-EXCLUSIONS",
    title="Ce que les plafonds de promotion laissent libre",
    article="Loi n°\u00a02020-1525 du 7\u00a0décembre\u00a02020, art. 125, II",
    explanation=(
        "Produit périssable\u00a0: la promotion est libre si elle n’est annoncée qu’à "
        "l’intérieur du magasin. Un jambon à date courte peut porter une étiquette "
        "«\u00a0-50\u00a0%\u00a0» en rayon\u00a0; dès qu’une affiche vue de la rue, un site "
        "ou un message l’annonce, le plafond revient.\n\n"
        "Les magasins de Guadeloupe, de Martinique, de Guyane, de La Réunion, de "
        "Saint-Pierre-et-Miquelon, de Mayotte, de Saint-Barthélemy et de Saint-Martin ne sont "
        "pas soumis aux plafonds, sauf pour ce qu’ils vendent à distance.\n\n"
        "Un simple changement de prix, sans annonce de réduction, n’est pas une "
        "promotion\u00a0; un bon d’achat valable sur tout le panier non plus."
    ),
    since=date(2019, 1, 1),
    until=date(2028, 4, 15),
)
