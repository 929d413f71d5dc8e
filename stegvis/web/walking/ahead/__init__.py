"""The resident's plan: what is open now, what comes when, and the same as a calendar file."""
