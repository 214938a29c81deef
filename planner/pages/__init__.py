"""One script a page: read input, call one service, catch errors, draw."""
