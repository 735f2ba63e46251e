"""The least stock of each article in each place: kept, proposed from sales, accepted."""
