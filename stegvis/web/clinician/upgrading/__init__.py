"""Newer versions for running residents, as the therapist meets them."""
