"""Scénarios: what she tries, side by side, and what she accepts."""
