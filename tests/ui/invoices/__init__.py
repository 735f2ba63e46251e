"""The invoices screen: its list, its form, getting paid."""
