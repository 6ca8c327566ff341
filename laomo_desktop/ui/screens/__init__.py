"""Work that is really different: one module or package a screen. No screen imports another."""
