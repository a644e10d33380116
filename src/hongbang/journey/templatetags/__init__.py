"""Which words do templates of desks have?"""
