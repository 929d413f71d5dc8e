"""The notifications room: what is told, to whom, by which way, and that nothing is told twice."""
