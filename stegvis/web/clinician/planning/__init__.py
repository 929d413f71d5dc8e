"""Staff's two views of time: of one resident, with what can be done about it, and of the whole unit."""
