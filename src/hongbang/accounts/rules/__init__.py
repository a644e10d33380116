"""Which facts about signing in are pure?"""
