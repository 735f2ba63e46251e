"""What a line of the bank is: proposals with their reason, from what the shop knows."""
