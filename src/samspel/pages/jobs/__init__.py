"""Long work: what is being done, how much is left, and a way to stop it."""
