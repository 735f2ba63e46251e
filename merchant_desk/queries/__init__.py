"""Reads: one function per question, frozen rows out."""
