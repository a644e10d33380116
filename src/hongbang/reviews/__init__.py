"""Who reads which file without a conflict of interest, how is it scored, and where does it stand?"""
