"""What the demo region consists of: programs, people, letters. Data only, nothing is saved here."""
