"""A sample French shop and the loopback storefront beside it."""
