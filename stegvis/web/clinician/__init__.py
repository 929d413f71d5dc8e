"""Care staff's pages: today's work, the caseload, one patient, starts, flags, roles and counts of the unit."""
