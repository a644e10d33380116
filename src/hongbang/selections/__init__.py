"""Who is proposed for an honour: the best list under quota and rules, its proof, the reserves?"""
