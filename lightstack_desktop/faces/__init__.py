"""Pictures: a Look becomes a Pillow image, and that the bytes a deck understands."""
