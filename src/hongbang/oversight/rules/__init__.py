"""Which rules do visits, findings and sanctions follow? Pure."""
