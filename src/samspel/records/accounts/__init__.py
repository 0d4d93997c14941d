"""Who may sign in, with which roles in which region, and until when."""
