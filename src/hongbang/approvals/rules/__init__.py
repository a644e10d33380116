"""Which rules does an approval follow? Pure."""
