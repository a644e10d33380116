"""How do typed strings become commands, and how does a file read to an expert?"""
