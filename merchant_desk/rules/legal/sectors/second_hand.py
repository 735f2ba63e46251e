"""Second-hand goods have the same guarantee; ``guarantees`` works it out."""

from datetime import date

from merchant_desk.rules.legal.rule import LegalRule

FR_OCCASION = LegalRule(
    id="FR-OCCASION",
    title="Biens d’occasion",
    article="Code de la consommation, art. L217-7",
    explanation=(
        "Occasion\u00a0: garantie 2 ans, présomption 12 mois. La garantie légale de "
        "conformité vaut deux ans pour un bien d’occasion comme pour un neuf\u00a0; seule "
        "change la durée pendant laquelle le défaut est présumé exister à la livraison\u00a0: "
        "12 mois au lieu de 24.\n\n"
        "Exemple\u00a0: un téléphone d’occasion livré le 10/01/2026, en panne le "
        "20/12/2026\u00a0: la garantie joue et le client n’a rien à prouver.\n\n"
        "Les soldes et les liquidations peuvent porter sur des biens d’occasion, et l’ancien "
        "prix suit les mêmes règles. Tenez le registre des objets mobiliers (registre de "
        "police)."
    ),
    since=date(2022, 1, 1),
)
