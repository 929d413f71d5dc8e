"""How much a worker sends before it looks at its other work again. Pure."""

# Claimed, and called, at the same time. So many may come twice by SMTP when a worker dies.
AT_ONCE = 8
# In one round, so that a slow gateway never keeps the worker from its flags: the rest is sent in the next.
MOST_SECONDS = 5.0
MOST_DELIVERIES = 1000
