"""What templates of the register can ask."""
