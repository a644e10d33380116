"""Which facts about uploads are pure?"""
