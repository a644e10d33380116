"""Which words do templates of recommendations have?"""
