"""French law on prices and sales: one rule a file; ``every_rule`` lists them."""
