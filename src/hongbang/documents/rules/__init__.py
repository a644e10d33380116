"""Which facts about tables are pure?"""
