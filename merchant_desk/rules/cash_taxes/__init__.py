"""Taxes and social charges: what is due, on which day, by which text; dated data, never code."""
