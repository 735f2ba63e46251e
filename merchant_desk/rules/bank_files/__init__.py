"""Files of a bank judged: the same line in two files, proved balances, days that lack."""
