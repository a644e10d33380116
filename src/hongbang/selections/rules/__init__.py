"""Which rules does a selection follow? Pure."""
