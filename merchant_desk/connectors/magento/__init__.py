"""Magento 2 and Adobe Commerce."""
