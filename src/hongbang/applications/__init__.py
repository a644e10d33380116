"""Who applies for which honour, with which answers and proofs, and who has it now?"""
