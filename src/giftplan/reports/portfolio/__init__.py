"""Who carries the house, who grows, who waits, who left: facts about all partners together, and no scores."""
