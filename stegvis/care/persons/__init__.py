"""The person behind a run, as staff know them: a child's guardians, a protected identity, a locked account, a death."""
