"""What do the pages about activities do? `records` for units, `returns` for organs and office."""
