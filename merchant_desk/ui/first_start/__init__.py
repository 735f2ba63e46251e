"""« Mise en route »: the first start, step by step; every step may be passed over."""
