"""What do the pages about approvals do? `office` prepares and submits, `hosts` look and decide."""
