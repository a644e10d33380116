"""An app for tests of the ledger: its trigger rig, and a table of things to do deeds to."""
