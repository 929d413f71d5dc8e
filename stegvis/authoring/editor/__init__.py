"""The editor's own door: which of Wagtail's routes are open, narrowed to the publisher unit of the hat."""
