"""What a forecast said against what the bank told since: the error, taken apart by cause."""
