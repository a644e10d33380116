"""What do I owe, by when, and who has what I wait for? Reads only."""
