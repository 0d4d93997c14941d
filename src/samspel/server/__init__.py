"""The service as processes: settings, addresses, pages, worker, and how they are kept."""
