"""Which facts about messages and letters are pure?"""
