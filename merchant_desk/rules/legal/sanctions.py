"""The sanctions that several rules share, in the law's words."""

MISLEADING = "2 ans et 300\u00a0000\u00a0€ (société\u00a0: 1\u00a0500\u00a0000\u00a0€)"
PROMOTION_CAP = (
    "Amende administrative de 75\u00a0000\u00a0€ (société\u00a0: 375\u00a0000\u00a0€), jusqu’à la "
    "moitié des dépenses de publicité, doublée en cas de récidive"
)
SALES = "15\u00a0000\u00a0€ (société\u00a0: 75\u00a0000\u00a0€)"
FIFTH_CLASS = "1\u00a0500\u00a0€ (société\u00a0: 7\u00a0500\u00a0€)"
