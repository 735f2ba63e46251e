"""Réassort: what to order of whom, why, and with what money."""
