"""The way in: front page, signing in and out, choosing a hat, short addresses, help, and pages for what went wrong."""
