"""Scenarios from coded evidence: queries, outlook with its sensitivity, and the score."""
