"""Lots: until when they may be sold, where they lie, and who has them when one is recalled."""
