"""Settlements of payment providers: what was transferred, and the lines that prove it."""
