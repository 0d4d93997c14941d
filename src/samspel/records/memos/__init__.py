"""Memo drafts, their texts and what was rendered from them."""
