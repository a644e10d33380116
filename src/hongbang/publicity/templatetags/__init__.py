"""What templates of publicity can ask."""
