"""Who reads which file without a conflict of interest, how is it scored, where does it stand?"""
