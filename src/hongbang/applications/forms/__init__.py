"""How do typed strings become commands, and how are given answers shown to be read?"""
