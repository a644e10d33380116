"""How do typed strings become sign-ins, people, seats and registrations?"""
