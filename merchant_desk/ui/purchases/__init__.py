"""Invoices of suppliers: received, checked, matched, paid."""
