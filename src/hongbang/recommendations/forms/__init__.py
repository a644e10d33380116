"""How do typed strings become commands here, and how are answers shown to an organ?"""
