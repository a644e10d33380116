"""How do typed strings and workbooks become commands on bodies?"""
