"""Stories told in a real browser, against the real server and worker."""
