"""The words every room shares; no Django, no clock, no dice, no disk."""
