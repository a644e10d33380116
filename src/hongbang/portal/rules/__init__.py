"""What does the public door decide without a database?"""
