"""Charts as SVG, drawn on this machine without a library: each readable without colour and beside its table."""
