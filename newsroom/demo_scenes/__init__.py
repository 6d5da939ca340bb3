"""The drawn pictures of the demo: flat posters of the region, one module a kind of place."""
