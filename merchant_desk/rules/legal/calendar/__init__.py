"""The days of the calendar: public holidays and the events of the trade."""
