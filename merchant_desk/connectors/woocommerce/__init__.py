"""WooCommerce shops, REST API v3."""
