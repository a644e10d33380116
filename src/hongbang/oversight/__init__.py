"""Who visits honoured teams, what is found, and which honours are warned, suspended or revoked?"""
