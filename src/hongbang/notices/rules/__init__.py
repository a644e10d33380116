"""Which rules do notices follow? Pure."""
