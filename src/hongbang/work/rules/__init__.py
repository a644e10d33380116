"""Which facts about long work are pure?"""
