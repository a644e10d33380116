"""What do the pages do? `rounds` and `files` for the office, `expert` and `scoring` for readers."""
