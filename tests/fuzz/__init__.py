"""Every form and address of the product with values that nobody should send: whatever comes, the answer is never a 500."""
