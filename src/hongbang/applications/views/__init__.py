"""What do the pages do? `unit` for who applies, `received` for who gets it, `reading` for both."""
