"""How do a sheet's questions become inputs, and what was typed answers again?"""
