"""Tools that know nothing of news: addresses, text, times."""
