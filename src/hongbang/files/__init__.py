"""What was uploaded, may it be kept, and who carries it out again?"""
