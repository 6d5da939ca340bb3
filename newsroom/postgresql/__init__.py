"""Django's PostgreSQL backend, joined to the embedded server when there is no other."""
