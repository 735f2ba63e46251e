"""The JSON and the form of XP Z12-013: what we write, what we read."""

import json
from typing import Any

from merchant_desk.sync.http import HttpAnswer
from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.sync.platform import trouble
from merchant_desk.values.platform_flows import (
    Ack,
    AckReason,
    DirectoryLine,
    FlowPage,
    FlowSeen,
    FlowSyntax,
    FlowTaken,
    FlowToSend,
    digest,
)

PAGE = 100
_MOST_REASONS = 20


def flow_info(flow: FlowToSend) -> dict[str, str]:
    """Return the ``flowInfo`` that signals a file."""
    return {
        "trackingId": flow.tracking_id,
        "name": flow.name,
        "processingRule": flow.processing,
        "flowSyntax": flow.syntax,
        "flowProfile": flow.profile,
        "sha256": digest(flow.body),
    }


def flow_form(flow: FlowToSend) -> tuple[str, bytes]:
    """Return the content type and body of the form: the signal, then the file (RFC 7578)."""
    mark = f"merchant-desk-{digest(flow.body)[:32]}"
    kind = "application/pdf" if flow.syntax is FlowSyntax.FACTUR_X else "application/xml"
    name = flow.name.replace('"', "").replace("\r", "").replace("\n", "")
    signal = json.dumps(flow_info(flow), ensure_ascii=True).encode()
    parts = (
        f'--{mark}\r\nContent-Disposition: form-data; name="flowInfo"\r\n'
        "Content-Type: application/json\r\n\r\n".encode(),
        signal,
        f'\r\n--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n".encode(),
        flow.body,
        f"\r\n--{mark}--\r\n".encode(),
    )
    return f"multipart/form-data; boundary={mark}", b"".join(parts)


def search_body(where: dict[str, object], cursor: str) -> bytes:
    """Return the question of ``POST /v1/flows/search``."""
    asked: dict[str, object] = {"limit": PAGE, "where": where}
    if cursor:
        asked["cursor"] = cursor
    return json.dumps(asked).encode()


def directory_body(siren: str) -> bytes:
    """Return the question of ``POST /v1/directory-line/search``."""
    filters = {"siren": {"op": "strict", "value": siren}}
    return json.dumps({"filters": filters, "limit": PAGE, "ignore": 0}).encode()


def facts(answer: HttpAnswer) -> dict[str, Any]:
    """Return the object an answer holds; PlatformSilentError when it is none."""
    try:
        told = json_value(answer.text)
    except UnreadableJsonError:
        raise trouble.unreadable() from None
    if type(told) is not dict:
        raise trouble.unreadable()
    return told


def error_of(answer: HttpAnswer) -> tuple[str, str]:
    """Return the code and message of an answer of failure; empty when it says none."""
    try:
        told = json_value(answer.text)
    except UnreadableJsonError:
        return "", ""
    if type(told) is not dict:
        return "", ""
    return _text(told, "errorCode"), _text(told, "errorMessage")


def taken(answer: HttpAnswer) -> FlowTaken:
    """Read the answer to a file that was handed over."""
    told = facts(answer)
    flow_id = _text(told, "flowId")
    if not flow_id:
        raise trouble.unreadable()
    return FlowTaken(flow_id, _text(told, "submittedAt"))


def page(answer: HttpAnswer) -> FlowPage:
    """Read a page of a search."""
    told = facts(answer)
    rows = told.get("results")
    if type(rows) is not list:
        raise trouble.unreadable()
    return FlowPage(tuple(_flow(row) for row in rows), _text(told, "nextCursor"))


def lines(answer: HttpAnswer) -> tuple[DirectoryLine, ...]:
    """Read the lines of the directory."""
    rows = facts(answer).get("results")
    if type(rows) is not list:
        raise trouble.unreadable()
    return tuple(
        DirectoryLine(
            address=_text(row, "addressingIdentifier"),
            siren=_text(row, "siren"),
            siret=_text(row, "siret"),
            platform_type=_text(row, "platformType"),
            status=_text(row, "directoryLineStatus"),
        )
        for row in rows
        if type(row) is dict
    )


def _flow(row: Any) -> FlowSeen:
    if type(row) is not dict or not _text(row, "flowId") or not _text(row, "updatedAt"):
        raise trouble.unreadable()
    ack = row.get("acknowledgement")
    told = ack if type(ack) is dict else {}
    status = _text(told, "status")
    return FlowSeen(
        flow_id=_text(row, "flowId"),
        tracking_id=_text(row, "trackingId"),
        name=_text(row, "name"),
        syntax=_text(row, "flowSyntax"),
        flow_type=_text(row, "flowType"),
        incoming=_text(row, "flowDirection") == "In",
        ack=Ack(status) if status in set(Ack) else Ack.PENDING,
        updated_at=_text(row, "updatedAt"),
        reasons=_reasons(told.get("details")),
    )


def _reasons(rows: Any) -> tuple[AckReason, ...]:
    if type(rows) is not list:
        return ()
    return tuple(
        AckReason(_text(row, "reasonCode"), _text(row, "reasonMessage"), _text(row, "item"))
        for row in rows[:_MOST_REASONS]
        if type(row) is dict and _text(row, "level") != "Warning"
    )


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if type(value) is str else ""
