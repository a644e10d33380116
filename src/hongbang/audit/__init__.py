"""What was done, by whom, from which seat, and can anyone prove that it stands unaltered?"""
