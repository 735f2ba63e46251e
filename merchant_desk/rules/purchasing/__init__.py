"""What suppliers' terms make of a wish: units, prices, totals, days."""
