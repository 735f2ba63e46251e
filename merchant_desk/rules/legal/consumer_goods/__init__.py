"""Promotions of food and of everyday goods: what they may give, and what adverts must say."""
