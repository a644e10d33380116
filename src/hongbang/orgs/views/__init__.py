"""What do the pages about bodies do? `bodies` to read, the others to change."""
