"""What templates of awards can ask."""
