"""Calls to one PrestaShop webservice: address, proof of identity, how objects are changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from merchant_desk.connectors.prestashop.replies import (
    NO_SUCH_FEATURE,
    NOT_FOUND,
    OK,
    UNAUTHORISED,
    WRONG_METHOD,
    Reply,
    is_unknown_key,
    knows_no_patch,
    refused,
    rejected,
)
from merchant_desk.connectors.prestashop.xml_text import Row, document
from merchant_desk.errors import UnavailableError
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest

API = "/api/"
# PrestaShop explains these itself, in XML, or says « 401 Unauthorized » as if it were a web page
_JUDGED = frozenset({UNAUTHORISED, 403, WRONG_METHOD, 500, NO_SUCH_FEATURE})
STORE = "store"
_ROWS_AT_ONCE = 5000
_NOT_TAKEN_BACK: Mapping[str, tuple[str, ...]] = {
    "products": (
        "manufacturer_name", "quantity", "position_in_category",
        "id_default_image", "id_default_combination",
    ),
    "combinations": ("quantity",),
}  # fmt: skip


def shop_address(typed: str) -> str:
    """Return the address of a shop as typed by a merchant, made whole."""
    address = typed.strip().rstrip("/")
    if "://" not in address:
        address = f"https://{address}"
    return address.removesuffix("/api").rstrip("/")


def among(ids: Sequence[str]) -> str:
    """Return the filter of some ids."""
    return f"[{'|'.join(ids)}]"


class Calls:
    """Makes calls for one account; how the key travels is found out once."""

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self.address = shop_address(account.url)
        self._http = http
        self._key = account.key
        self.store = account.settings.get(STORE, "")
        self.version = ""
        self._in_address = account.keys_in_address
        self._recognised = False
        self._changes_parts = True

    @property
    def clock_skew_s(self) -> int | None:
        """How many seconds the shop's clock is ahead of this computer's."""
        return self._http.clock_skew_s

    def server_now(self) -> datetime:
        """Return this instant by the shop's clock."""
        return self._http.server_now()

    def read(self, resource: str, query: Mapping[str, str] | None = None) -> Reply:
        """Read a list of the shop; a refusal of it becomes a sentence."""
        return self.fine(self.ask("GET", resource, query), resource)

    def fine(self, reply: Reply, resource: str) -> Reply:
        """Return an answer that is data; a refusal becomes a sentence."""
        if not reply.fine:
            raise refused(reply, resource)
        return reply

    def rows(
        self, resource: str, query: Mapping[str, str] | None = None, *, optional: bool = False
    ) -> list[Row]:
        """Return a list; what is optional may be unknown to the shop or kept from the key."""
        reply = self.ask("GET", resource, query)
        if optional and not reply.fine and reply.lacks_right:
            return []
        return self.fine(reply, resource).rows()

    def about(
        self,
        resource: str,
        name: str,
        ids: Sequence[str],
        *,
        optional: bool = False,
        shown: str = "full",
    ) -> list[Row]:
        """Return everything whose field has one of these values."""
        wanted = sorted({each for each in ids if each and (each != "0" or name == "reference")})
        if not wanted:
            return []
        query = {f"filter[{name}]": among(wanted), "display": shown}
        return self.every(resource, query, optional=optional)

    def every(
        self, resource: str, query: Mapping[str, str], *, optional: bool = False
    ) -> list[Row]:
        """Return a list however long: PrestaShop knows no largest page, this computer does.

        A page begins after the last id of the one before it, which no change can shift.
        """
        asked = {**query, "limit": str(_ROWS_AT_ONCE), "sort": "[id_ASC]"}
        found = self.rows(resource, asked, optional=optional)
        while found and len(found) % _ROWS_AT_ONCE == 0 and "filter[id]" not in query:
            after = {**asked, "filter[id]": f">[{found[-1].get('id')}]"}
            page = self.rows(resource, after, optional=optional)
            if not page:
                break
            found += page
        return found

    def row(self, resource: str, row_id: str) -> Row | None:
        """Return one object; None when it is not there.

        It is asked for as a list: for a missing one alone PrestaShop answers 404 with nothing in
        it, which many hosts replace by a page for people.
        """
        found = self.about(resource, "id", [row_id])
        return found[0] if found else None

    def add(
        self, resource: str, node: str, fields: Row, query: Mapping[str, str] | None = None
    ) -> Reply:
        """Make an object."""
        return self.ask("POST", resource, query, document(node, [fields]))

    def change(self, resource: str, node: str, objects: Sequence[Row]) -> Reply:
        """Change some fields of objects, each with its ``id``.

        Old versions know no PATCH, and what a PUT leaves out is erased: there every object is read
        and sent back whole, less what PrestaShop does not take back.
        """
        if self._changes_parts:
            reply = self.ask("PATCH", resource, None, document(node, objects))
            if not knows_no_patch(reply):
                return reply
            self._changes_parts = False
        reply = Reply(200, "")
        for each in objects:
            reply = self._put_whole(resource, node, each)
            if not reply.fine:
                return reply
        return reply

    def _put_whole(self, resource: str, node: str, changed: Row) -> Reply:
        path = f"{resource}/{changed['id']}"
        whole = self.ask("GET", path)
        if not whole.fine:
            return whole
        kept = {
            name: value
            for name, value in whole.row().items()
            if name != "associations" and name not in _NOT_TAKEN_BACK.get(resource, ())
        }
        return self.ask("PUT", path, None, document(node, [kept | changed]))

    def remove(self, resource: str, row_id: str) -> Reply:
        """Delete an object; one that is already gone is no trouble."""
        reply = self.ask("DELETE", f"{resource}/{row_id}")
        return Reply(200, "") if reply.status == NOT_FOUND else reply

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: bytes | None = None,
        *,
        judged: frozenset[int] = frozenset(),
    ) -> Reply:
        """Make a call and return what the shop said, its own refusals included."""
        asked = dict(query or {})
        if self.store:
            asked["id_shop"] = self.store
        answer = self._send(method, path, asked, body, judged)
        if not self._recognised and is_unknown_key(answer) and not self._in_address:
            self._in_address = True  # some hosts strip the header that holds the key
            answer = self._send(method, path, asked, body, judged)
            self._in_address = not is_unknown_key(answer)
        trouble = self._trouble(answer, judged)
        if trouble is not None:
            raise trouble
        self._recognised = self._recognised or answer.status in OK
        self.version = answer.headers.get("psws-version", self.version)
        return Reply(answer.status, answer.text, answer.headers, answer.server_time)

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: bytes | None,
        judged: frozenset[int],
    ) -> HttpAnswer:
        pairs: list[tuple[str, str]] = sorted(query.items())
        if self._in_address:
            pairs.append(("ws_key", self._key))
        headers = {"Accept": "application/xml, text/xml"}
        if body is not None:
            headers["Content-Type"] = "text/xml; charset=utf-8"
        basic = None if self._in_address else (self._key, "")
        url = self.address + API + path
        return self._http.send(
            HttpRequest(method, url, pairs, body, headers, basic, judged=_JUDGED | judged)
        )

    def _trouble(self, answer: HttpAnswer, judged: frozenset[int]) -> UnavailableError | None:
        """Return what to tell her of an answer that PrestaShop did not explain itself."""
        if answer.status in judged or answer.status not in _JUDGED or "<errors>" in answer.text:
            return None
        if is_unknown_key(answer):
            return rejected(answer, self._http.clock_skew_s)
        if answer.status in {WRONG_METHOD, NO_SUCH_FEATURE}:
            return None  # a server in front of PrestaShop that lets no PATCH through
        return refusals.refusal(answer, None, self._http.clock_skew_s)
