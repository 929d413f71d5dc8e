"""British English: "3 March 2026 14:20", and weeks that begin on a Monday. The rest is as Django has it."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y H:i"
# A day and a time in the year that is running.
SHORT_DATETIME_FORMAT = "j F H:i"
FIRST_DAY_OF_WEEK = 1
