"""What the clock costs: two workers on PostgreSQL that settle courses which are due, beside few and many that wait."""
