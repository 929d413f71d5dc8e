"""Acting for somebody else: until when, by whom, and the Actor that it makes. Judged anew at each request."""
