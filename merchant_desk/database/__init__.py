"""The database: sessions, transactions, backups; not what is in it."""
