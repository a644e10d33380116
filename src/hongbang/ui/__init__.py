"""How does every page look, and through which doors are pages entered?"""
