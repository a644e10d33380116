"""How is the ledger chained, and how does anyone check it?"""
