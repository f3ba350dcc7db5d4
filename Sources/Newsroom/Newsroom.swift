// A seeded generator of news-like sentences with gold entities.
