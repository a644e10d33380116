"""Which rules do records of activities and their sums follow? Pure."""
