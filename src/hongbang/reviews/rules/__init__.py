"""Which rules does a review follow? Pure."""
