"""Who sees flags, and when: the week, its lines, absences, opening hours and closed days. No patient is seen here."""
