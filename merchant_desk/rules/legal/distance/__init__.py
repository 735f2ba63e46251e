"""Sales at a distance and guarantees: withdrawals, refunds, deliveries, conformity."""
