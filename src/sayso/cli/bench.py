"""`sayso bench`: accuracy and speed tables."""
