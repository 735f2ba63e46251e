"""Asking a Vendure the way its own screens and its shop front do, without the code under test."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit


class RefusedError(Exception):
    """Vendure answered with an error where the test needs an effect."""


class Graph:
    """One GraphQL address and the token it gave."""

    def __init__(self, url: str, token: str = "") -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        self._path = parts.path
        self.token = token

    def ask(self, document: str, **variables: object) -> dict[str, Any]:
        """Return the data; any error is raised, those that come as a kind of answer too."""
        body = json.dumps({"query": document, "variables": variables}).encode()
        headers = {"Content-Type": "application/json", "Connection": "close"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        self._connection.request("POST", self._path, body, headers)
        answer = self._connection.getresponse()
        told = json.loads(answer.read())
        self._connection.close()
        self.token = answer.getheader("vendure-auth-token") or self.token
        if told.get("errors"):
            raise RefusedError(str(told["errors"])[:500])
        data = told["data"]
        for each in data.values():
            if isinstance(each, dict) and each.get("errorCode"):
                raise RefusedError(str(each))
        assert isinstance(data, dict)
        return data
