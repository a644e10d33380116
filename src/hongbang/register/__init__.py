"""Who holds which honour, since when, until when, and how did it stand on a day?"""
