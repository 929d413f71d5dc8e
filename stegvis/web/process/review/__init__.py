"""The final review, publication and what comes before them: laid forward, asked for, remarked on, cleared."""
