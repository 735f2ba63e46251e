"""What expected sales do not hold, in sentences."""

from collections.abc import Sequence

from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

_NAMED = 3


def unmeasured_words(names: Sequence[str]) -> str:
    """Return that these operations add nothing, in one sentence however many they are."""
    several = list(dict.fromkeys(names))
    quoted = [_("«\u00a0{name}\u00a0»").format(name=each) for each in several]
    if len(names) == 1:
        words = _(
            "Promotion {name}\u00a0: aucune de ce genre n’a encore été mesurée, elle "
            "n’ajoute rien aux ventes prévues."
        )
        return words.format(name=quoted[0])
    told, rest = ", ".join(quoted[:_NAMED]), len(quoted) - _NAMED
    if rest > 0:
        more = ngettext("et {n} autre", "et {n} autres", rest).format(n=number(rest))
        told = f"{told} {more}"
    words = _(
        "{n} promotions n’ajoutent rien aux ventes prévues, aucune de leur genre n’a encore été "
        "mesurée\u00a0: {names}."
    )
    return words.format(n=number(len(names)), names=told)
