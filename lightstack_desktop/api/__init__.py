"""LightStack's wire contract, served by FastAPI on a thread of its own."""
