"""Every person, and the only place for persons: can be emptied without touching an actor."""
