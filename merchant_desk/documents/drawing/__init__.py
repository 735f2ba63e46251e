"""Pens and paper: what every document of the desk is drawn with, on a ReportLab canvas."""
