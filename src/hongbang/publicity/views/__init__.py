"""What do the pages about postings do? `public` for everybody, `office` for the desk."""
