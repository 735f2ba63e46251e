"""Soldes: when, what, with which words and which labels."""
