"""Which list did the hosts approve, on which content, and what did departments say of it?"""
