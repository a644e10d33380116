"""What do the pages about notices do? `public` for everybody, `office` for the desk."""
