"""How far an exchange has come; the same as all long work."""

from merchant_desk.values.progress import Progress, Silent

__all__ = ["Progress", "Silent"]
