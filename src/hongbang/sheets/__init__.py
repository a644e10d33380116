"""Which forms are filled in, in which version, and is an answer right?"""
