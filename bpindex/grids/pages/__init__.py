"""Tables of web pages, as a browser shows them."""
