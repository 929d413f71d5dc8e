"""What the region's support has: documents, trainings, cases and bulletins."""
