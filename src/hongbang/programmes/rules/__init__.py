"""What do programmes decide without a database?"""
