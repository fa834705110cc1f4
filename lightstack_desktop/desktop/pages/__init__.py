"""The pages of the main window, each built when it is first shown."""
