"""The settings of this station and of the shop, one page a subject."""
