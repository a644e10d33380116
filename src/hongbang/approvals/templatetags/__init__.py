"""How do the pages of this room say what its rules return?"""
