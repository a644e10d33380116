"""Which facts about desks are pure?"""
