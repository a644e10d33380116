"""Which pages do organs, office and auditor have here?"""
