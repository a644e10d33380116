"""What is awarded this year, to how many, by which rules and when?"""
