"""Which honours were conferred, by which paper, and what does the certificate of each say?"""
