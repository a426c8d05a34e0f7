"""Articles and their records: read and check them, take stock, list the faults of the texts."""
