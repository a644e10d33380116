"""What does the office see of programmes, and what can it do there?"""
