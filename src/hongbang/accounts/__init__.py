"""Who signs in, and from which seat do they act?"""
