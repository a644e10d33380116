"""Which pages do sheets have?"""
