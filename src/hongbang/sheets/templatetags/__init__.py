"""Which words do templates have for sheets?"""
