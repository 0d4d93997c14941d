"""The JSON API: what the pages show and take, for programs. `service.api` is all of it."""
