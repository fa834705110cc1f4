"""The desktop: tray, windows and the on-screen deck. The only room that knows Qt."""
