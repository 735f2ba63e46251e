"""Invoices that suppliers send, read from their files."""
