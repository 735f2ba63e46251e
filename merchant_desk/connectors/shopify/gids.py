"""Shopify names things gid://shopify/Kind/123; the desk keeps the number alone."""

import re

_GID = re.compile(r"gid://shopify/\w+/(\d{1,20})(?:\?.*)?", re.ASCII)


def number(gid: object) -> str:
    """Return the number in a gid, empty for anything else."""
    found = _GID.fullmatch(gid) if isinstance(gid, str) else None
    return found[1] if found else ""


def gid(kind: str, remote_id: str) -> str:
    """Return the gid of a number that the desk kept."""
    digits = remote_id if remote_id.isascii() and remote_id.isdecimal() else number(remote_id)
    return f"gid://shopify/{kind}/{digits or 0}"
