"""What does each seat see and do in oversight?"""
