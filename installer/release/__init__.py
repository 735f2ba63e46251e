"""What a publisher does once the installers are built: announce them, signed."""
