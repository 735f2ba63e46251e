"""Vendure shops."""
