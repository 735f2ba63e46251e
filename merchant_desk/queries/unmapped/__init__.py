"""What a start asks the database, without a mapped class."""
