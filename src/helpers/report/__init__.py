"""From tables to a report: prose, tables and charts as a reader sees them, pages and PDF."""
