"""What do the pages about surveys do? `public` for customers, `desk` for those who have a seat."""
