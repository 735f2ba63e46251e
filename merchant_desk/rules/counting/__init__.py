"""What a stock count found while the shop went on."""
