"""The page of deliveries, in its window, with a scanner to hold."""
