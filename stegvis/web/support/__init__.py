"""Help and support for everybody: sending and following cases; documents, trainings and bulletins for staff."""
