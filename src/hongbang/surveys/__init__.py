"""What did customers of a team or nominee answer, without anybody knowing who?"""
