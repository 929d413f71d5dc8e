"""The resident's diaries: a quick way to today's entry, the calendar and graphs, and each entry by itself."""
