"""Which facts about guarding words are pure?"""
