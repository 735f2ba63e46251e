"""Closings, the event journal, archives and certificates."""
