"""Which words about people are kept, how are they guarded, and when do they go?"""
