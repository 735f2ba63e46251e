"""The name of an article without its option, which stands beside it."""


def plain_name(name: str, option_text: str) -> str:
    """Return « T-shirt » for « T-shirt - Bleu, M » when the option is « Bleu, M ».

    Storefronts write the option into the name of a variation and give it again beside.
    """
    if not option_text or not name.endswith(option_text):
        return name
    plain = name.removesuffix(option_text).rstrip(" -\u2013\u2014,·")
    return plain or name


def full_name(name: str, option_text: str) -> str:
    """Return « T-shirt · Bleu, M »: two variations of one article are told apart."""
    return " · ".join(filter(None, (plain_name(name, option_text), option_text)))
