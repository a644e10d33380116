"""What do the pages of sign-in, account, people, security and registration do?"""
