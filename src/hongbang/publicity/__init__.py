"""What is posted before the public, who objects to whom, and what came of it?"""
