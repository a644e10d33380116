"""Which rules do applications follow? Pure."""
