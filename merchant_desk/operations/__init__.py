"""Writes: one file per thing the merchant does."""
