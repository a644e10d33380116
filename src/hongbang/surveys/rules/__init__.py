"""Which rules do surveys follow, and what do their answers add up to? Pure."""
