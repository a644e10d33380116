"""Which rules do forms and their answers follow? Pure."""
