"""The approved platform: exchanges, life of invoices, reports of sales."""
