"""Keys never reach a log, an exception or a report of a crash."""

import logging
import re

_IN_ADDRESS = re.compile(
    r"(?i)\b(consumer_key|consumer_secret|ws_key|oauth_[a-z_]+|access_token|token|key|secret|password)"
    r"=[^&\s\"']*"
)
_IN_JSON = re.compile(r"(?i)(\"(?:[a-z_]*(?:token|secret|password)|[a-z_]*key)\"\s*:\s*)\"[^\"]*\"")
_BARE = re.compile(r"\b(?:ck|cs|shpat|shpca|shppa|shpss)_[0-9A-Za-z]{8,}")
_IN_HEADER = re.compile(r"(?i)\b(basic|bearer|oauth)\s+[A-Za-z0-9+/=._~-]{8,}")
_USER_IN_ADDRESS = re.compile(r"(?i)(https?://)[^/@\s]+@")


def redacted(text: str) -> str:
    """Return the text with every key, secret and signature blotted out."""
    text = _IN_ADDRESS.sub(r"\1=***", text)
    text = _IN_JSON.sub(r'\1"***"', text)
    text = _BARE.sub("***", text)
    text = _IN_HEADER.sub(r"\1 ***", text)
    return _USER_IN_ADDRESS.sub(r"\1***@", text)


class RedactingFilter(logging.Filter):
    """Blots keys out of what the HTTP library writes in its own log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place and let it pass."""
        record.msg = redacted(record.getMessage())
        record.args = ()
        return True
