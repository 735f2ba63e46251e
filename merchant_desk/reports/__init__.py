"""Tables for the merchant or her accountant; the first come with cash and invoices."""
