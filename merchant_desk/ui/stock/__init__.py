"""The stock: where things lie, why there are so many, and how that changes."""
