"""What templates of oversight can ask."""
