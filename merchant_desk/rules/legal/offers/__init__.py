"""Ways to sell that have rules of their own: destocking, private sales, lots, gifts and games."""
