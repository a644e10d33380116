"""Which rules do conferring and certificates follow? Pure."""
