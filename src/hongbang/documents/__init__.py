"""How does typed content become a paper or a table?"""
