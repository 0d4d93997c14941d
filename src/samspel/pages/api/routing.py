"""The one router that every operation is put on, so that an address may take several methods."""

from ninja import Router

__all__ = ["router"]

router = Router()
