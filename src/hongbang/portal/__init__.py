"""What does the public see? Reads only."""
