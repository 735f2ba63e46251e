"""The products: what is sold, and every code that names it."""
