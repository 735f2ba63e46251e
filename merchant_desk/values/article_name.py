"""How an article is called, so that it cannot be taken for its variants."""


def full_name(name: str, option: str) -> str:
    """Return the name with what tells the variant: ``T-shirt Cigale, Écru, XL``."""
    return f"{name}, {option}" if option else name
