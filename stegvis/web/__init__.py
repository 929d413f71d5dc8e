"""What people see. A folder per audience; pages call queries and actions, never models."""
