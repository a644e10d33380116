"""Which commands run the house?"""
