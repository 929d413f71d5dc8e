"""Where staff are told that there is something to look at: the same pages for a unit and for a provider."""
