"""A comparative media analysis, from Arabic articles to a report: seeds in, tables between, a report out."""
