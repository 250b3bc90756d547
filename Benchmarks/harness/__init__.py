"""Measures servers that do the same job: GET /tokens for a consumer that Kong has authenticated."""
