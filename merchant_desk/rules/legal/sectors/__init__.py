"""Goods that have laws of their own: books, alcohol, tobacco, medicines, animals and others."""
