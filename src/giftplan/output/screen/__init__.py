"""What a person sees in a terminal: lines of styled words, at the width there is."""
