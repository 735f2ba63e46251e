"""Mapped classes, one file per aggregate; no queries here."""
