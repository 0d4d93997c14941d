"""Other people's data into our tables: the made-up region, and Interreg."""
