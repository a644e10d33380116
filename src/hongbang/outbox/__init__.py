"""Who must be told, and has read it?"""
