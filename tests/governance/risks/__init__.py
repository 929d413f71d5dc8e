"""The risk analysis: what a change makes stale, who must sign, and what stops publication."""
