"""Who did what and when. No foreign keys: nothing is kept from deletion by its own history."""
