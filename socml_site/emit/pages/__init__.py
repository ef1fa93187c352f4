"""What readers see: one module for each kind of page."""
