"""Which rules do bodies follow? Pure."""
