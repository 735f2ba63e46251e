"""Fetch the version file and its signature, and believe neither before the signature holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.sync.http import HttpAnswer, HttpClient, HttpRequest
from merchant_desk.sync.updates import refusals
from merchant_desk.sync.updates.addresses import followed, signature_address, trusted_address
from merchant_desk.values.minisign import (
    PublicKey,
    SignatureUnreadableError,
    read_signature,
    signer_of,
)
from merchant_desk.values.version_file import (
    LARGEST_ANNOUNCEMENT,
    LARGEST_SIGNATURE,
    Announcement,
)
from merchant_desk.values.version_file_json import read_announcement

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
_OK = 200
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Signed:
    """An announcement whose signature holds, as it was signed."""

    announcement: Announcement
    body: bytes
    signature: str


def fetch_announcement(url: str, keys: Sequence[PublicKey], http: HttpClient) -> Signed:
    """Return what the publisher announces; raises RefusedError for what is not the publisher's.

    The two files are asked one after the other: where a version is published in between they do
    not belong together, so a pair that does not fit is asked once more before it is refused.
    """
    if not keys:
        raise refusals.untrusting()
    trusted_address(url)
    try:
        return _pair(url, keys, http)
    except RefusedError:
        return _pair(url, keys, http)


def verified(body: bytes, signature: str, keys: Sequence[PublicKey]) -> Announcement:
    """Return what these bytes announce, once a trusted key has signed them; else RefusedError."""
    try:
        signer = signer_of(body, read_signature(signature), keys)
    except SignatureUnreadableError:
        signer = None
    if signer is None:
        raise refusals.wrong_signature()
    return read_announcement(body)


def _pair(url: str, keys: Sequence[PublicKey], http: HttpClient) -> Signed:
    body = _fetched(url, LARGEST_ANNOUNCEMENT, http)
    if body.lstrip()[:1] == b"<":
        read_announcement(body)  # a page for people: said before its missing signature is
    signature = _fetched(signature_address(url), LARGEST_SIGNATURE, http)
    text = signature.decode("utf-8", errors="replace")
    return Signed(verified(body, text, keys), body, text)


def _fetched(url: str, longest: int, http: HttpClient) -> bytes:
    answer = _answer(url, http)
    if answer.status != _OK:
        raise refusals.answered(answer.status)
    if len(answer.raw) > longest:
        raise refusals.too_long()
    return answer.raw


def _answer(url: str, http: HttpClient) -> HttpAnswer:
    for _hop in range(MOST_REDIRECTS + 1):
        request = HttpRequest(
            "GET", url, headers={"Accept": "*/*", "Cache-Control": "no-cache"},
            judged=REDIRECTS | _GONE,
        )  # fmt: skip
        try:
            answer = http.send(request)
        except UnavailableError as trouble:
            raise refusals.not_reached(trouble, http.clock_skew_s) from trouble
        if answer.status not in REDIRECTS:
            return answer
        url = followed(url, answer.headers.get("location", ""))
    raise refusals.moved_too_often()
