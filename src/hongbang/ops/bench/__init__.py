"""What does a page cost, beside the least that Django must do for it?"""
