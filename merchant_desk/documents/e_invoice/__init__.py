"""Electronic invoices: the XML inside a Factur-X (CII), and UBL for the platforms that want it."""
