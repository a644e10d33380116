"""Which bodies take part, and how are they reached?"""
