"""The days money moves on: working days, those of banks, month ends, terms of payment."""
