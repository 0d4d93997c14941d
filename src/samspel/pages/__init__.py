"""What is seen: views, forms, templates, static files. A folder per subject, with the word the
subject has in `records`; `shell` is the frame all of them stand in."""
