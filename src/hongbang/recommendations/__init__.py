"""Which applications do the organs put forward, in which order, within how many places?"""
