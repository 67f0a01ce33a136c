"""What a change to the data folder does, by meaning: one file a thing that may be different."""
