"""Goods that come in, what waits aside, and what the law asks about an article."""
