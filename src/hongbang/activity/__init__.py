"""What did units do for the campaign, and what does each organ report of it?"""
