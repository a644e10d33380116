"""How is this installation set, and where does each address lead?"""
