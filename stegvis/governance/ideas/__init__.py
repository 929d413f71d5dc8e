"""Ideas: from the first words to the manager's approval."""
