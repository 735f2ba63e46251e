"""Sales that are declared beforehand: liquidations and temporary sales, and factory outlets."""
