"""Which invented people, bodies and notices does the demonstration begin with?"""
