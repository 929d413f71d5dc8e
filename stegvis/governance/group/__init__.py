"""The working group of an initiative: who is in it, when it meets, what it decides, and its plan."""
