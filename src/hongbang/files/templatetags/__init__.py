"""Which words do templates have for uploads?"""
