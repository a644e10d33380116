"""What was asked for, runs by itself, and how far is it? The frame of every room's long work."""
