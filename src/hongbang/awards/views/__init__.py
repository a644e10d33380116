"""What do the pages about awards do? `office` confers, `unit` fetches its certificates."""
