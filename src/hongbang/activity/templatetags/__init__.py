"""What templates of activity can ask."""
