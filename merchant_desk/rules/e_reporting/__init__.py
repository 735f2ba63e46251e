"""Reports of sales and payments to the administration (flow 10): pure, from facts to a file."""
