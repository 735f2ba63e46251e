"""The page of electronic invoicing and the account of the platform."""
