"""Hongbang 红榜: a public honours programme from its notice to the day an honour lapses."""
