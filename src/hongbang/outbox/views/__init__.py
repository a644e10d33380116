"""What do the pages about messages and letters do?

`inbox` for everybody, `letters` for the office, `deliveries` for the system administrator.
"""
