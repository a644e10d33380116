"""What decides how an honour stands: no table, no clock."""
