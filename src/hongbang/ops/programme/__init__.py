"""How does a programme come in from a directory of files, and leave as one?"""
