"""Console commands: `hongbang <command>`."""
