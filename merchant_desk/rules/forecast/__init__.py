"""What articles will sell: a rate, its season and trend, and how far it may be from the truth."""
