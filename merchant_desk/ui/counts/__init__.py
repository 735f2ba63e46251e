"""Stock counts: the list and the plan of the day, the counting by scan, the review."""
