"""The resident's own pages: what to do now, the program, its steps, questionnaires and results."""
