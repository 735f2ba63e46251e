"""What the shop is likely to sell in euros, day by day, and what that makes it buy."""
