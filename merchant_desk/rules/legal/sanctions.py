"""The sanctions that several rules share, in the law's words."""

MISLEADING = "2 ans et 300\u00a0000\u00a0€ (société\u00a0: 1\u00a0500\u00a0000\u00a0€)"
PROMOTION_CAP = (
    "Amende administrative de 75\u00a0000\u00a0€ (société\u00a0: 375\u00a0000\u00a0€), jusqu’à la "
    "moitié des dépenses de publicité, doublée en cas de récidive"
)
SALES = "15\u00a0000\u00a0€ (société\u00a0: 75\u00a0000\u00a0€)"
FIFTH_CLASS = "1\u00a0500\u00a0€ (société\u00a0: 7\u00a0500\u00a0€)"
RESALE_AT_LOSS = (
    "Jusqu’à 0,4\u00a0% du chiffre d’affaires annuel HT réalisé en France (loi 2025-337)\u00a0; "
    "avant\u00a0: 75\u00a0000\u00a0€ (société\u00a0: 375\u00a0000\u00a0€), ou la moitié des "
    "dépenses de publicité"
)
