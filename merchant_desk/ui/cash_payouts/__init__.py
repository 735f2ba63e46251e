"""Versements: what payment providers transferred, taken apart and proved."""
