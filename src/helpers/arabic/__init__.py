"""The Arabic language: text, numerals, dates, speech. Knows no topic."""
