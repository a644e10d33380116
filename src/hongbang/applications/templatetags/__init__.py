"""Which words do templates of applications have?"""
