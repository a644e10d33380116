"""How do pages show words about people?"""
