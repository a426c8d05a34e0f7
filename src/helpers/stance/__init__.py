"""Who speaks, where they stand, which words are chosen, and how far the codes can be relied on."""
