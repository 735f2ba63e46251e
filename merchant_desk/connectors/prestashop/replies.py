"""What PrestaShop's webservice answered: data, or a refusal and what it means to a merchant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from merchant_desk.connectors.prestashop.xml_text import Node, Row, UnreadableXmlError, parsed
from merchant_desk.errors import UnavailableError
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpAnswer
from merchant_desk.values.texts import _

OK = frozenset({200, 201})
UNAUTHORISED = 401
NOT_FOUND = 404
WRONG_METHOD = 405
NO_SUCH_FEATURE = 501
_NO_RIGHT = frozenset({"25", "26", "27"})
"""This key may not use the method, the resource; this version has no such resource."""
_UNKNOWN_KEY = tuple(f"[{code}]" for code in ("16", "17", "18", "19", "20", "21"))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer the shop meant: data, or a refusal with its codes."""

    status: int
    text: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    server_time: datetime | None = None

    @property
    def fine(self) -> bool:
        """Tell whether the shop did what was asked."""
        return self.status in OK

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Return the codes and words of a refusal."""
        if "<errors>" not in self.text:
            return []
        listed = self._top().children[0]
        told = [each.value for each in listed.children]
        return [
            (str(each.get("code")), str(each.get("message")))
            for each in told
            if isinstance(each, dict)
        ]

    @property
    def refusal(self) -> str:
        """Return why the shop refused, in its own words."""
        return "; ".join(words for _code, words in self.errors) or str(self.status)

    @property
    def lacks_right(self) -> bool:
        """Tell whether the key may not ask this, or this version knows nothing of it."""
        return any(code in _NO_RIGHT for code, _words in self.errors)

    def rows(self) -> list[Row]:
        """Return a list of objects; an empty one is an empty element."""
        values = (each.value for each in self._content().children)
        return [each for each in values if isinstance(each, dict)]

    def row(self) -> Row:
        """Return an object, or raise when the shop sent something else."""
        value = self._content().value
        if not isinstance(value, dict):
            raise refusals.unreadable()
        return value

    def node(self) -> Node:
        """Return the element that the answer is about."""
        return self._content()

    def _content(self) -> Node:
        top = self._top()
        if top.name != "prestashop" or not top.children:
            raise refusals.unreadable()
        return top.children[0]

    def _top(self) -> Node:
        try:
            return parsed(self.text)
        except UnreadableXmlError:
            raise refusals.unreadable() from None


def knows_no_patch(reply: Reply) -> bool:
    """Tell whether a PATCH went nowhere because of what it is."""
    if reply.status in {WRONG_METHOD, NO_SUCH_FEATURE}:
        return True
    return any("PATCH" in words and code in {"23", "25"} for code, words in reply.errors)


def is_unknown_key(answer: HttpAnswer) -> bool:
    """Tell whether the webservice itself did not recognise the key."""
    if answer.status != UNAUTHORISED:
        return False
    if "prestashop" in answer.headers.get("www-authenticate", "").lower():
        return True
    told = answer.text.strip()[:2000]
    return told.startswith("401 Unauthorized") or any(each in told for each in _UNKNOWN_KEY)


def rejected(answer: HttpAnswer, skew_s: int | None) -> ShopRejectedCredentialsError:
    """Return the refusal of a key that the webservice does not know."""
    return ShopRejectedCredentialsError(
        _("La boutique n’a pas accepté la clé du webservice."),
        _(
            "Dans PrestaShop, Paramètres avancés puis Webservice, vérifiez que la clé est "
            "active, ou créez-en une nouvelle et saisissez-la ici."
        )
        + refusals.clock_hint(skew_s),
        reply=answer.text[:200],
    )


def refused(reply: Reply, resource: str) -> UnavailableError:
    """Return the sentence for a list that the shop would not give."""
    if reply.lacks_right:
        return ShopRejectedCredentialsError(
            _(
                "La boutique n’a pas ouvert «\u00a0{resource}\u00a0»\u00a0: "
                "la clé n’en a pas le droit."
            ).format(resource=resource),
            _("Dans PrestaShop, Paramètres avancés puis Webservice, cochez ce droit sur la clé."),
        )
    if reply.status == NOT_FOUND and not reply.errors:
        return UnavailableError(
            _("La boutique n’a pas répondu\u00a0: son webservice n’a pas été trouvé."),
            _("Vérifiez l’adresse, et que le webservice et les URL simplifiées sont activés."),
        )
    return refusals.declined(reply.refusal)
