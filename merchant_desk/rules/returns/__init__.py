"""Decisions about goods that come back: how many, until when, at whose cost."""
