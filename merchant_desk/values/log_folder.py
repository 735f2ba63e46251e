"""Where the program notes about itself: a folder inside the shop's own."""

LOG_FOLDER = "journaux"
