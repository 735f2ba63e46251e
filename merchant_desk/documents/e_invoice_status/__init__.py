"""Life-cycle messages of e-invoices (CDAR D22B, rules BR-FR-CDV): written and read."""
