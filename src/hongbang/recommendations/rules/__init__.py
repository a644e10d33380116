"""Which rules about opinions, places and recommendations are pure?"""
