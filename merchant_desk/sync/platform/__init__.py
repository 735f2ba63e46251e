"""The approved platform (plateforme agréée) that carries e-invoices, statuses and reports."""
