"""The connector of PrestaShop shops."""
