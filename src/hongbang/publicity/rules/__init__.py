"""Which rules does a public notice of names follow? Pure."""
