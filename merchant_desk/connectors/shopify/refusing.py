"""The refusals of single things, in words she can read."""

from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Outcome, PushResult
from merchant_desk.values.texts import _


def refused(subject: str, reason: str) -> PushResult:
    """Return a refusal in words she can read."""
    return PushResult(subject, Outcome.REFUSED, None, reason)


def said(subject: str, words: str) -> PushResult:
    """Return a refusal with what the shop itself said."""
    reason = in_its_words(words or "?")
    return refused(subject, reason)


def gone(subject: str) -> PushResult:
    """Return the refusal of an article the shop no longer has."""
    return refused(subject, _("La boutique n’a plus ce produit."))


def no_order(subject: str) -> PushResult:
    """Return the refusal of an order the shop no longer shows."""
    return refused(subject, _("La boutique n’a plus cette commande."))
